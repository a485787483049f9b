package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.EventTypes;

/** Why a saga failed by itself, and who thereby requested its compensation. */
public enum FailureKind {
  REFUSED("refusal", EventTypes.STEP_REFUSED),
  EXHAUSTED("failure", EventTypes.STEP_EXHAUSTED),
  TIMEOUT("timeout", EventTypes.STEP_TIMED_OUT);

  /** The compensation's {@code requested_by} of a person. */
  public static final String OPERATOR = "operator";

  final String requestedBy;

  /** Type of the log entry that records it. */
  final String logged;

  FailureKind(String requestedBy, String logged) {
    this.requestedBy = requestedBy;
    this.logged = logged;
  }
}
