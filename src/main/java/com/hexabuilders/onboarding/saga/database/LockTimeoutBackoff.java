package com.hexabuilders.onboarding.saga.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
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
public final class LockTimeoutBackoff {

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  /** So many locked rows at once count as a locked table. */
  private static final int WHOLE_TABLE = 3;

  private static final String ANY = "";

  private final RunningTransactions transactions;
  private final Cache<String, Boolean> locked;

  public LockTimeoutBackoff(RunningTransactions transactions) {
    this(transactions, Ticker.systemTicker());
  }

  /** With a clock that never goes back. */
  LockTimeoutBackoff(RunningTransactions transactions, Ticker ticker) {
    this.transactions = transactions;
    this.locked =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REMEMBERED)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Runs the work and remembers if it met a locked row. What the work throws is thrown. */
  public <T> T run(Supplier<T> work) {
    return run(ANY, work);
  }

  /**
   * Runs work that waits for this row. A thread may be hurried for another reason, or because of
   * other rows. Such a thread gives up too soon to say anything of the row, so its wait is not
   * remembered.
   */
  public <T> T run(String row, Supplier<T> work) {
    boolean isHurried = transactions.isHurried();
    boolean isKnown = locked.getIfPresent(row) != null;
    boolean hurries = isKnown || areMany();
    try {
      return hurries ? transactions.hurried(work) : work.get();
    } catch (RuntimeException e) {
      if (LockedOut.isCauseOf(e) && (isKnown || !hurries && !isHurried)) {
        locked.put(row, true);
      }
      throw e;
    }
  }

  private boolean areMany() {
    locked.cleanUp(); // what has expired counts until then
    return locked.estimatedSize() >= WHOLE_TABLE;
  }
}
