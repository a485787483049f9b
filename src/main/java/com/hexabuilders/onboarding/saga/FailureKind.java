package com.hexabuilders.onboarding.saga;

/** Why a saga failed by itself, and who thereby requested its compensation. */
enum FailureKind {
  REFUSED("refusal"),
  EXHAUSTED("failure"),
  TIMEOUT("timeout");

  /** The compensation's {@code requested_by} of a person. */
  static final String OPERATOR = "operator";

  final String requestedBy;

  FailureKind(String requestedBy) {
    this.requestedBy = requestedBy;
  }
}
