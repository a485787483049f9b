package com.hexabuilders.onboarding.explorer;

/** What happens at a failpoint. */
public enum Fault {
  /** The process is gone at once, as by SIGKILL, and is started again. */
  KILL,
  /** The code at that point throws. */
  EXCEPTION,
  /** The thread stands still until after the transaction's limit, and then goes on. */
  HANG,
  /** The thread stands still until every message sent so far has been sent once more. */
  DUPLICATE
}
