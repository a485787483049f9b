package com.hexabuilders.onboarding.saga.journal;

/** Why a message was given up, as on the wire. */
public enum DeadLetterKind {
  MALFORMED,
  UNKNOWN_TYPE,
  UNKNOWN_SAGA,
  WRONG_STEP,
  TOO_LARGE,
  UNSUPPORTED_MESSAGE,
  CONFLICT,
  EXPIRED,
  EXHAUSTED
}
