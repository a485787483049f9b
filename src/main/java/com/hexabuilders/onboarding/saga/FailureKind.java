package com.hexabuilders.onboarding.saga;

/** Why a saga failed by itself, and who thereby requested its compensation. */
enum FailureKind {
  REFUSED("refusal", EventTypes.STEP_REFUSED),
  EXHAUSTED("failure", EventTypes.STEP_EXHAUSTED),
  TIMEOUT("timeout", EventTypes.STEP_TIMED_OUT);

  /** The compensation's {@code requested_by} of a person. */
  static final String OPERATOR = "operator";

  final String requestedBy;

  /** Type of the log entry that records it. */
  final String logged;

  FailureKind(String requestedBy, String logged) {
    this.requestedBy = requestedBy;
    this.logged = logged;
  }
}
