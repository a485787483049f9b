package com.hexabuilders.onboarding.saga;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
public class InfrastructureTrouble extends RuntimeException implements OwnSentence {
  private static final long serialVersionUID = 1L;

  /** Longer chains of causes are cut off. */
  private static final int MOST_CAUSES = 1_000;

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
    Collection<Throwable> all = all(thrown);
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
    return !isCauseOf(thrown) && faults(all(thrown)).contains(SqlFault.MESSAGE);
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

  /** An exception, what caused it, and what else went wrong in the same batch of statements. */
  private static Collection<Throwable> all(Throwable thrown) {
    Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> next = new ArrayDeque<>();
    Optional.ofNullable(thrown).ifPresent(next::push);
    while (!next.isEmpty() && all.size() < MOST_CAUSES) {
      Throwable t = next.pop();
      if (all.add(t)) {
        Optional.ofNullable(t.getCause()).ifPresent(next::push);
        if (t instanceof SQLException sql && sql.getNextException() != null) {
          next.push(sql.getNextException());
        }
      }
    }
    return all;
  }

  /** Names the error without the database's own words, which may quote a row. */
  private static String shown(Throwable cause) {
    String state =
        all(cause).stream()
            .filter(SQLException.class::isInstance)
            .map(t -> ((SQLException) t).getSQLState())
            .filter(Objects::nonNull)
            .map(found -> ", SQLSTATE " + found)
            .findFirst()
            .orElse("");
    return cause.getClass().getSimpleName() + state;
  }
}
