package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The openings of a database's file, counted. After a write that failed, e.g. on a full disk, H2
 * closes its file and answers no connection of that opening any more. From then on each of them is
 * refused, so that the pool drops it. H2 opens the file again for the first connection after the
 * last of them is closed; that is tried once a second at most, and only when the disk takes a test
 * file. One line a minute says that the database is closed.
 *
 * <p>What a failed commit had written may be there or not when the file is open again; what an
 * earlier commit wrote is there.
 */
final class Openings {

  private static final Logger LOG = LoggerFactory.getLogger(Openings.class);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();
  private static final long QUIET = Duration.ofMinutes(1).toNanos();

  /** Writes and removes a test file where the database is. */
  @FunctionalInterface
  interface Room {
    void check() throws IOException;
  }

  private final Room room;
  private volatile int opening;
  private Throwable trouble;
  private long lastTry;
  private long lastLine;
  private boolean said;

  Openings(Room room) {
    this.room = room;
  }

  /**
   * The number of the opening that a new connection belongs to.
   *
   * @throws ClosedDatabase while the file is closed and it is no time to open it or no room
   */
  synchronized int admit() throws ClosedDatabase {
    if (trouble == null) {
      return opening;
    }
    if (System.nanoTime() - lastTry < PAUSE) {
      throw closed();
    }
    lastTry = System.nanoTime();
    try {
      room.check();
    } catch (IOException e) {
      trouble = e;
      say();
      throw closed();
    }
    return opening;
  }

  /** A new connection took its settings; throws if the file is closed all the same. */
  synchronized void works(Guard connection) throws ClosedDatabase {
    if (!connection.isUsable()) {
      throw closed();
    }
    if (trouble != null) {
      trouble = null;
      LOG.info("The embedded database is open again.");
    }
  }

  /** Whether the file was not closed since this opening. */
  boolean isCurrent(int number) {
    return number == opening;
  }

  /** Throws if it was. */
  void check(int number) throws ClosedDatabase {
    if (!isCurrent(number)) {
      throw closed();
    }
  }

  /** What to throw for a failure on a connection of this opening. */
  SQLException translated(SQLException failure, int number, Connection connection) {
    if (!H2Store.isLost(connection)) {
      return failure;
    }
    lost(failure, number);
    return closed();
  }

  /** H2 has closed the file that this opening opened. */
  synchronized void lost(Throwable cause, int number) {
    if (isCurrent(number)) {
      opening = number + 1;
      trouble = cause;
      lastTry = System.nanoTime();
      say();
    }
  }

  private synchronized ClosedDatabase closed() {
    return new ClosedDatabase(sentence(), trouble);
  }

  private void say() {
    if (!said || System.nanoTime() - lastLine > QUIET) {
      LOG.warn(sentence());
      said = true;
      lastLine = System.nanoTime();
    }
  }

  private String sentence() {
    return "The embedded database closed its file ("
        + Failures.reason(trouble)
        + "). It is opened again by itself when it can be written."
        + (Failures.isOfFullDisk(trouble) ? " Make room on its disk." : "");
  }
}
