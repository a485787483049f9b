package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The openings of a database's file, counted. After a failed write, e.g. on a full disk, H2 closes
 * its file and answers no connection of that opening. This class refuses those connections, so that
 * the pool drops them. H2 opens the file again for the first connection after the last of them is
 * closed. That is tried at most once a second, and only when the disk takes a test file. One line a
 * minute says that the database is closed.
 *
 * <p>Every opening, also the first, begins with one that only appends and writes the header, see
 * {@link #connect}. When the file is open again, an earlier commit's writes are there; a failed
 * commit's may be.
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

  /** An opening with these settings appends, and it compacts nothing when it closes. */
  private static final String APPENDING = ";REUSE_SPACE=FALSE;MAX_COMPACT_TIME=0";

  /**
   * Addresses of databases that are in memory, where there is no header, or not in this process.
   */
  private static final Pattern NO_FILE = Pattern.compile("jdbc:h2:(mem|tcp|ssl):.*");

  private final DriverManagerDataSource h2;
  private final DriverManagerDataSource appending;
  private final boolean isFile;
  private final Room room;
  private volatile int opening;
  private int connections; // of this opening, not closed yet
  private Throwable trouble;
  private long lastTry;
  private long lastLine;
  private boolean said;
  private boolean worked;

  Openings(DriverManagerDataSource h2, Room room) {
    this.h2 = h2;
    this.appending =
        new DriverManagerDataSource(h2.getUrl() + APPENDING, h2.getUsername(), h2.getPassword());
    this.isFile = !NO_FILE.matcher(h2.getUrl()).matches();
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

  /**
   * Returns a new connection of this opening. If it is the only one, H2 opens the file for it. That
   * changes the file before {@link H2Store#keepNewestVersions} can be called. After a kill or a
   * failed write the header may be older than the newest commits. H2 could then overwrite the
   * chunks by which it finds them. So this method opens and closes the file once before, which
   * appends and then writes the header.
   *
   * @throws ClosedDatabase if the file was closed since {@link #admit}, or is not free of its last
   *     opening yet
   */
  synchronized Connection connect(int number) throws SQLException {
    check(number);
    if (connections == 0 && isFile) {
      writeHeader();
    }
    Connection connection = h2.getConnection();
    connections++;
    return connection;
  }

  private void writeHeader() throws SQLException {
    Connection alone = appending.getConnection();
    Optional<MVStore> store = Optional.empty();
    Throwable failure = null;
    try (alone) {
      store = H2Store.of(alone);
    } catch (SQLException | RuntimeException e) {
      failure = e;
    }
    failure = store.<Throwable>map(MVStore::getPanicException).orElse(failure);
    if (failure != null) {
      lost(failure, opening);
      throw closed();
    }
  }

  /** A connection of this opening is about to be closed, or was not of use. */
  void leaves(int number) {
    if (isCurrent(number)) { // those of older openings do not wait while the file is opened
      leavesCurrent(number);
    }
  }

  private synchronized void leavesCurrent(int number) {
    if (isCurrent(number)) {
      connections--;
    }
  }

  /** A new connection took its settings; throws if the file is closed all the same. */
  synchronized void works(GuardedConnection connection) throws ClosedDatabase {
    if (!connection.isUsable()) {
      throw closed();
    }
    worked = true;
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
      connections = 0;
      trouble = cause;
      lastTry = System.nanoTime();
      say();
    }
  }

  private synchronized ClosedDatabase closed() {
    return new ClosedDatabase(sentence(), trouble);
  }

  /** A file that never was open ends the start, which says so by itself. */
  private void say() {
    if (worked && (!said || System.nanoTime() - lastLine > QUIET)) {
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
