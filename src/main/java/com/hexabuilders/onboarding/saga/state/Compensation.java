package com.hexabuilders.onboarding.saga.state;

/**
 * Why a saga is undone.
 *
 * @param requestedBy {@link FailureKind#OPERATOR}, or what the failure's kind says
 * @param reason the request's sentence
 * @param error of the undo that failed and waits for a person, else null
 */
public record Compensation(String requestedBy, String reason, String error) {

  /** Of a saga that goes forward: all parts are null. */
  static final Compensation NONE = new Compensation(null, null, null);

  Compensation failed(String undoError) {
    return new Compensation(requestedBy, reason, undoError);
  }

  Compensation withoutError() {
    return failed(null);
  }
}
