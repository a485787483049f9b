package com.hexabuilders.onboarding.saga;

import java.sql.SQLException;

/**
 * Another transaction holds a row for longer than a lock is waited for. The database is well: only
 * work that needs that row waits, and everything else goes on.
 */
public final class LockedOut extends InfrastructureTrouble {
  private static final long serialVersionUID = 1L;

  /** PostgreSQL's SQLSTATE of {@code lock_timeout} and {@code nowait}. */
  private static final String POSTGRES_STATE = "55P03";

  /** H2's code of a lock time-out. */
  private static final int H2_CODE = 50200;

  LockedOut(Throwable cause) {
    super("Another transaction holds a row that is needed.", cause);
  }

  /**
   * Says whether a lock time-out is anywhere in the causes. A time-out that hindered the writing of
   * a dead letter does not count, because a message without a letter is no signal that comes again.
   */
  public static boolean isCauseOf(Throwable thrown) {
    return !LetterUnwritten.isCauseOf(thrown)
        && CauseChain.withBatch(thrown).stream()
            .anyMatch(t -> t instanceof LockedOut || t instanceof SQLException e && isTimeout(e));
  }

  private static boolean isTimeout(SQLException e) {
    return POSTGRES_STATE.equals(e.getSQLState()) || e.getErrorCode() == H2_CODE;
  }
}
