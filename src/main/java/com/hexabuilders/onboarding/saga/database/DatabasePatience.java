package com.hexabuilders.onboarding.saga.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits at the start for a database that is away, takes no writes or is locked, and says so every
 * five seconds. What only a person can mend ends the start.
 */
final class DatabasePatience implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DatabasePatience.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

  /** SQLSTATE classes that end without a change of settings, rights or schema. */
  private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

  /** The server or the driver refuses this client, e.g. without a password. */
  private static final String REFUSED = "08004";

  /** What may meet trouble. */
  interface Attempt {
    void run() throws SQLException;
  }

  private final String database;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Thread end = new Thread(ending::countDown, "start-ends");
  private long lastLine;
  private boolean told;

  /**
   * @param database begins the sentences
   */
  DatabasePatience(String database) {
    this.database = database;
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Repeats an attempt for as long as trouble stands in its way that passes by itself. */
  void until(Attempt attempt) {
    Optional<SQLException> trouble = trouble(attempt);
    while (trouble.isPresent()) {
      tell(trouble.get());
      pause();
      trouble = trouble(attempt);
    }
    if (told) {
      LOG.info("{} answers; the start goes on.", database);
    }
    told = false;
  }

  private static Optional<SQLException> trouble(Attempt attempt) {
    try {
      attempt.run();
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(passing(e).orElseThrow(() -> new IllegalStateException(e)));
    } catch (RuntimeException e) {
      return Optional.of(passing(e).orElseThrow(() -> e));
    }
  }

  private static Optional<SQLException> passing(Exception e) {
    return sql(e)
        .filter(found -> !REFUSED.equals(found.getSQLState()))
        .filter(found -> PASSING.contains(String.valueOf(found.getSQLState()).substring(0, 2)));
  }

  /** The innermost database error with a state. */
  static Optional<SQLException> sql(Throwable thrown) {
    SQLException found = null;
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      found = t instanceof SQLException sql && sql.getSQLState() != null ? sql : found;
    }
    return Optional.ofNullable(found);
  }

  private void tell(SQLException trouble) {
    if (!told || System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
      LOG.warn("{} {} ({}); the start waits.", database, what(trouble), cause(trouble));
      lastLine = System.nanoTime();
    }
    told = true;
  }

  private static String what(SQLException trouble) {
    return switch (trouble.getSQLState().substring(0, 2)) {
      case "25" -> "takes no writes";
      case "55" -> "is locked by others";
      default -> "does not answer";
    };
  }

  /** The first line of what the database said. */
  static String cause(SQLException trouble) {
    return String.valueOf(trouble.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private void pause() {
    boolean ended = true;
    try {
      ended = ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ended) {
      throw new UnusableDatabase("The start was ended while it waited for the database.");
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException ended) {
      ending.countDown(); // as the hook did, or does now
    }
  }
}
