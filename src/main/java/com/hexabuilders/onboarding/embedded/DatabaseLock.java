package com.hexabuilders.onboarding.embedded;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time work in the database.
 *
 * <p>A thread that needs a row locked by another transaction gives the lock up until some
 * transaction ends. Otherwise no thread could end one. It then tries again. The wait for rows has
 * the limit of H2's own lock time-out. That limit also ends a deadlock of such waits.
 *
 * <p>A thread waits a limited time for the lock and then works without it. H2 may spin at a row
 * whose transaction could end it if it got the lock. H2 does not wait for a transaction that has
 * rolled back a statement. A connection may also have to be closed while its own statement hangs.
 */
final class DatabaseLock {

  /** H2's error code for a row that stayed locked. */
  static final int LOCKED = 50200;

  /** Work on a database, with an answer. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Far longer than statements take. */
  private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock held = new ReentrantLock();
  private final Condition transactionEnded = held.newCondition();
  private final long patience;

  /**
   * @param patience how long rows of others are waited for
   */
  DatabaseLock(Duration patience) {
    this.patience = patience.toNanos();
  }

  /**
   * Runs the work while this thread has the lock, and repeats it while rows are locked. What the
   * work did before it met the locked row stays done.
   *
   * @throws SQLException what the work threw; {@link #LOCKED} when patience is over
   */
  <T> T take(Work<T> work) throws SQLException {
    boolean mine = tryLock();
    try {
      long left = RowPatience.nanos(patience);
      while (true) {
        try {
          return work.run();
        } catch (SQLException e) {
          if (e.getErrorCode() != LOCKED || left <= 0 || !mine) {
            throw e;
          }
          left = awaitAnEnd(left);
        }
      }
    } finally {
      if (mine) {
        held.unlock();
      }
    }
  }

  /**
   * Ends a transaction while this thread has the lock, and wakes the threads that wait for its
   * rows.
   */
  <T> T end(Work<T> work) throws SQLException {
    return take(
        () -> {
          try {
            return work.run();
          } finally {
            if (held.isHeldByCurrentThread()) {
              transactionEnded.signalAll();
            }
          }
        });
  }

  /** Runs the work while this thread has the lock, and not at all if the lock stays taken. */
  void onlyWithLock(Runnable work) {
    if (tryLock()) {
      try {
        work.run();
      } finally {
        held.unlock();
      }
    }
  }

  private boolean tryLock() {
    try {
      return held.tryLock(LONGEST_WAIT, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return held.tryLock(); // the interrupt is forgotten, see below
    }
  }

  /** An interrupt is forgotten, as H2 does it: H2 would close the file for all connections. */
  private long awaitAnEnd(long left) {
    long end = System.nanoTime() + left;
    try {
      return transactionEnded.awaitNanos(left);
    } catch (InterruptedException e) {
      return end - System.nanoTime();
    }
  }
}
