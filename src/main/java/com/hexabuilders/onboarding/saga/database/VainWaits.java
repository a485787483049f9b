package com.hexabuilders.onboarding.saga.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hexabuilders.onboarding.saga.LockedOut;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Work of one kind that may wait for a row which another transaction has locked. After a wait in
 * vain, transactions of that work wait 200 ms at most, for half a minute. So while the row stays
 * locked, nothing queues behind a long wait again.
 *
 * <p>Work that names its row shares this limit with work on that row alone. After vain waits for
 * three rows the whole table may be locked, and then no work waits for long.
 */
public final class VainWaits {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  /** So many locked rows at once count as a locked table. */
  private static final int WHOLE_TABLE = 3;

  private static final String ANY = "";

  private final RunningTransactions transactions;
  private final Cache<String, Boolean> locked =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(REMEMBERED)
          .executor(Runnable::run)
          .build();

  public VainWaits(RunningTransactions transactions) {
    this.transactions = transactions;
  }

  /** Runs the work and remembers if it met a locked row. What the work throws is thrown. */
  public <T> T run(Supplier<T> work) {
    return run(ANY, work);
  }

  /**
   * Runs work that waits for this row. A thread that is hurried already, for another reason, gives
   * up too soon to say anything of the row; its wait is not remembered.
   */
  public <T> T run(String row, Supplier<T> work) {
    boolean isHurried = transactions.isHurried();
    boolean isRecent = isLocked(row);
    try {
      return isRecent ? transactions.hurried(work) : work.get();
    } catch (RuntimeException e) {
      if (LockedOut.isCauseOf(e) && (isRecent || !isHurried)) {
        locked.put(row, true);
      }
      throw e;
    }
  }

  private boolean isLocked(String row) {
    if (locked.getIfPresent(row) != null) {
      return true;
    }
    locked.cleanUp(); // what has expired counts until then
    return locked.estimatedSize() >= WHOLE_TABLE;
  }
}
