package com.hexabuilders.onboarding.embedded;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is to work in the database: one thread's at a time.
 *
 * <p>Whoever needs a row that another transaction has locked gives its turn away until some
 * transaction ends and then tries again; else nobody could end one. Waiting for rows is limited as
 * H2's own lock time-out is; a circle of such waits ends by that limit.
 *
 * <p>A turn that is not given back is waited for only so long: H2 may turn in a circle at a row
 * whose transaction could end it if it were let in (it does not wait for one that has taken back a
 * statement), and a connection may have to be closed while its own statement hangs.
 */
final class Turns {

  /** H2's error code for a row that stayed locked. */
  static final int LOCKED = 50200;

  /** Work on a database, with an answer. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Far longer than statements take. */
  private static final long LONGEST_TURN = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock turn = new ReentrantLock();
  private final Condition transactionEnded = turn.newCondition();
  private final long patience;

  /**
   * @param patience how long rows of others are waited for
   */
  Turns(Duration patience) {
    this.patience = patience.toNanos();
  }

  /**
   * Works when it is this thread's turn, again and again while rows are locked; what such work had
   * done before it met the locked row stays done.
   *
   * @throws SQLException what the work threw; {@link #LOCKED} when patience is over
   */
  <T> T take(Work<T> work) throws SQLException {
    boolean mine = tryTurn();
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
        turn.unlock();
      }
    }
  }

  /**
   * Ends a transaction when it is this thread's turn, and lets those look who wait for its rows.
   */
  <T> T end(Work<T> work) throws SQLException {
    return take(
        () -> {
          try {
            return work.run();
          } finally {
            if (turn.isHeldByCurrentThread()) {
              transactionEnded.signalAll();
            }
          }
        });
  }

  private boolean tryTurn() {
    try {
      return turn.tryLock(LONGEST_TURN, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return turn.tryLock(); // the interrupt is forgotten, see below
    }
  }

  /** An interrupt is forgotten, as H2 does: it would close the file, for everybody. */
  private long awaitAnEnd(long left) {
    long end = System.nanoTime() + left;
    try {
      return transactionEnded.awaitNanos(left);
    } catch (InterruptedException e) {
      return end - System.nanoTime();
    }
  }
}
