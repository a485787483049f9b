package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.LockedOut;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work of one kind that may wait for a row which another transaction has locked. After a wait in
 * vain its transactions wait 200 ms at most, for half a minute: while the row stays locked nobody
 * stands behind a long wait again.
 */
public final class VainWaits {

  private static final long REMEMBERED = TimeUnit.SECONDS.toNanos(30);

  private final RunningTransactions transactions;
  private volatile Long last;

  public VainWaits(RunningTransactions transactions) {
    this.transactions = transactions;
  }

  /** Runs it, and remembers if it met a locked row; what it throws is thrown. */
  public <T> T run(Supplier<T> work) {
    try {
      return areRecent() ? transactions.hurried(work) : work.get();
    } catch (RuntimeException e) {
      if (LockedOut.isCauseOf(e)) {
        last = System.nanoTime();
      }
      throw e;
    }
  }

  private boolean areRecent() {
    Long then = last;
    return then != null && System.nanoTime() - then < REMEMBERED;
  }
}
