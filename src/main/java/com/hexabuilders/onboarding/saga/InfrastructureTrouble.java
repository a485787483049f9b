package com.hexabuilders.onboarding.saga;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The database or the broker is in trouble: nobody's fault, no retry used up, nothing compensated;
 * the work is rolled back, waits, and goes on.
 */
public class InfrastructureTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * SQLSTATE classes: connection, no such transaction, deadlock and serialization, resources,
   * operator intervention (also statement time-out), system and lock trouble; H2's own below.
   */
  private static final Set<String> STATE_CLASSES =
      Set.of("08", "25", "40", "53", "55", "57", "58", "HY");

  /**
   * PostgreSQL takes nothing more in a transaction in which an error was swallowed. Whoever
   * swallowed it broke; as trouble of the database it would stop its queue for ever.
   */
  private static final String SWALLOWED = "25P02";

  /** H2: lock time-out, connection broken, database closed, file trouble, statement cancelled. */
  private static final Set<Integer> H2_CODES =
      Set.of(50200, 90007, 90028, 90031, 90039, 90067, 90098, 90121, 57014);

  public InfrastructureTrouble(Throwable cause) {
    super("The database or the broker is in trouble: " + cause.getClass().getSimpleName(), cause);
  }

  /** Runs work and sorts what it throws into {@link StepBroke} and this. */
  public static <T> T sorted(Supplier<T> work) {
    try {
      return work.get();
    } catch (InfrastructureTrouble | StepBroke known) {
      throw known;
    } catch (RuntimeException e) {
      throw isCauseOf(e) ? new InfrastructureTrouble(e) : new StepBroke(e);
    }
  }

  /** Whether infrastructure is anywhere in the chain of causes. */
  public static boolean isCauseOf(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof TransientDataAccessException
          || t instanceof RecoverableDataAccessException
          || t instanceof DataAccessResourceFailureException
          || t instanceof TransactionException
          || t instanceof InfrastructureTrouble
          || t instanceof SQLException sql && isTrouble(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTrouble(SQLException e) {
    String state = e.getSQLState();
    if (SWALLOWED.equals(state)) {
      return false;
    }
    return e instanceof SQLTransientException
        || e instanceof SQLRecoverableException
        || e instanceof SQLNonTransientConnectionException
        || state != null && state.length() >= 2 && STATE_CLASSES.contains(state.substring(0, 2))
        || H2_CODES.contains(e.getErrorCode());
  }
}
