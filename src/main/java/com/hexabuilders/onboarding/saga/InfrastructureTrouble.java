package com.hexabuilders.onboarding.saga;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The database or the broker is in trouble: nobody's fault, no retry used up, nothing compensated;
 * the work is rolled back, waits, and goes on.
 */
public class InfrastructureTrouble extends RuntimeException implements OwnSentence {
  private static final long serialVersionUID = 1L;

  public InfrastructureTrouble(Throwable cause) {
    super("The database or the broker is in trouble: " + shown(cause) + ".", cause);
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

  /**
   * Whether infrastructure failed. What a database said decides, wherever in the causes it stands;
   * only if it said nothing that {@link SqlFault} knows, the type of an exception does.
   */
  public static boolean isCauseOf(Throwable thrown) {
    Collection<Throwable> all = CauseChain.withBatch(thrown);
    if (all.stream().anyMatch(InfrastructureTrouble.class::isInstance)) {
      return true;
    }
    List<SqlFault> faults = faults(all);
    return faults.isEmpty()
        ? all.stream().anyMatch(InfrastructureTrouble::isOutage)
        : faults.contains(SqlFault.DATABASE);
  }

  /**
   * Whether the database refused a text or a number that it cannot keep, and nothing else failed.
   */
  public static boolean isFaultOfMessage(Throwable thrown) {
    return !isCauseOf(thrown) && faults(CauseChain.withBatch(thrown)).contains(SqlFault.MESSAGE);
  }

  private static List<SqlFault> faults(Collection<Throwable> all) {
    List<SQLException> said =
        all.stream().filter(SQLException.class::isInstance).map(SQLException.class::cast).toList();
    return said.stream().anyMatch(e -> SqlFault.SWALLOWED.equals(e.getSQLState()))
        ? List.of(SqlFault.PROGRAM)
        : said.stream().flatMap(e -> SqlFault.of(e).stream()).toList();
  }

  private static boolean isOutage(Throwable t) {
    return t instanceof TransientDataAccessException
        || t instanceof RecoverableDataAccessException
        || t instanceof DataAccessResourceFailureException
        || t instanceof TransactionException;
  }

  /** Names the error without the database's own words, which may quote a row. */
  private static String shown(Throwable cause) {
    String state =
        CauseChain.withBatch(cause).stream()
            .filter(SQLException.class::isInstance)
            .map(t -> ((SQLException) t).getSQLState())
            .filter(Objects::nonNull)
            .map(found -> ", SQLSTATE " + found)
            .findFirst()
            .orElse("");
    return cause.getClass().getSimpleName() + state;
  }
}
