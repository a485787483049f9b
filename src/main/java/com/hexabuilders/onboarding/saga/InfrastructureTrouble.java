package com.hexabuilders.onboarding.saga;

import java.io.IOException;
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
   * operator intervention (also statement time-out), system and lock trouble. H2 says such by codes
   * of its own, below; its class HY holds mistakes too.
   */
  private static final Set<String> STATE_CLASSES = Set.of("08", "25", "40", "53", "55", "57", "58");

  /**
   * PostgreSQL takes nothing more in a transaction in which an error was swallowed. Whoever
   * swallowed it broke; as trouble of the database it would stop its queue for ever.
   */
  private static final String SWALLOWED = "25P02";

  /**
   * H2: lock time-out, connection broken, database closed, read-only or in exclusive use, file
   * trouble, out of memory, statement cancelled.
   */
  private static final Set<Integer> H2_CODES =
      Set.of(
          50200, 90007, 90028, 90030, 90031, 90039, 90067, 90097, 90098, 90108, 90121, 90135,
          57014);

  /** H2's code for what it did not expect: trouble if its store or a file is behind it. */
  private static final int H2_GENERAL = 50000;

  private static final String H2_STORE = "org.h2.mvstore.";

  public InfrastructureTrouble(Throwable cause) {
    super("The database or the broker is in trouble: " + cause.getClass().getSimpleName(), cause);
  }

  InfrastructureTrouble(String message, Throwable cause) {
    super(message, cause);
  }

  /** Runs work and sorts what it throws into {@link StepBroke} and this. */
  public static <T> T sorted(Supplier<T> work) {
    try {
      return work.get();
    } catch (InfrastructureTrouble | StepBroke known) {
      throw known;
    } catch (RuntimeException e) {
      if (LockedOut.isCauseOf(e)) {
        throw new LockedOut(e);
      }
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
        || H2_CODES.contains(e.getErrorCode())
        || e.getErrorCode() == H2_GENERAL && isOfStore(e.getCause());
  }

  private static boolean isOfStore(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof IOException || t.getClass().getName().startsWith(H2_STORE)) {
        return true;
      }
    }
    return false;
  }
}
