package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.EventTypes;

/** Why a saga failed by itself. */
public enum FailureKind {
  REFUSED("refusal", EventTypes.STEP_REFUSED, StepStatus.REFUSED),
  EXHAUSTED("failure", EventTypes.STEP_EXHAUSTED, StepStatus.FAILED),
  TIMEOUT("timeout", EventTypes.STEP_TIMED_OUT, StepStatus.TIMED_OUT);

  /** The compensation's {@code requested_by} of a person. */
  public static final String OPERATOR = "operator";

  private final String requestedBy;
  private final String logged;
  private final StepStatus stepStatus;

  FailureKind(String requestedBy, String logged, StepStatus stepStatus) {
    this.requestedBy = requestedBy;
    this.logged = logged;
    this.stepStatus = stepStatus;
  }

  /** Who thereby requests the compensation. */
  String requestedBy() {
    return requestedBy;
  }

  /** Type of the log entry that records it. */
  String logged() {
    return logged;
  }

  /** What the failed step becomes. */
  StepStatus stepStatus() {
    return stepStatus;
  }
}
