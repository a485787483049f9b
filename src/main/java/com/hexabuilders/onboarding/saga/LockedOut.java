package com.hexabuilders.onboarding.saga;

import java.sql.SQLException;

/**
 * Another transaction holds a row for longer than a lock is waited for. The database is well: only
 * what needs that row waits, and everything else goes on.
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

  /** Whether a lock time-out is anywhere in the chain of causes. */
  public static boolean isCauseOf(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof LockedOut || t instanceof SQLException sql && isLockTimeout(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLockTimeout(SQLException e) {
    return POSTGRES_STATE.equals(e.getSQLState()) || e.getErrorCode() == H2_CODE;
  }
}
