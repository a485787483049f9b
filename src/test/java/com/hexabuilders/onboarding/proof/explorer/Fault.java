package com.hexabuilders.onboarding.proof.explorer;

/** What happens at a failpoint. */
public enum Fault {
  /** The process is gone at once, as by SIGKILL, and is started again. */
  KILL,
  /** The code at that point throws. */
  EXCEPTION,
  /** The thread stands still until after the transaction's limit, and then goes on. */
  HANG,
  /** The thread stands still until every message sent so far has been sent once more. */
  DUPLICATE,
  /** The thread stands still until no table has room to grow; some seconds later all have. */
  FULL_DISK,
  /** The thread stands still until somebody else asks for the sagas' rows and holds them. */
  LOCKED_ROW,
  /**
   * The thread stands still until the database's clock is wrong; some seconds later it is right.
   */
  CLOCK_STEP;

  /** Whether no call of a participant fails because of it. */
  boolean isOutage() {
    return this == FULL_DISK || this == LOCKED_ROW || this == CLOCK_STEP;
  }
}
