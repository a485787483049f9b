package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections to H2 on which only one statement, commit or rollback runs at a time.
 *
 * <p>H2 writes changes map by map: the rows of a table, every index, every transaction's undo log.
 * Other connections change maps meanwhile. A process killed right after such a write leaves index
 * entries without rows, or rows without their undo log. H2 takes these parts of transactions for
 * whole when it opens the file (h2database, issue 2080).
 *
 * <p>Without a write delay H2 writes within commits and statements alone. So it is enough that no
 * other thread changes a map meanwhile. The lock is not held between statements: an open
 * transaction locks only its rows. Texts are kept in their rows. H2 would read and remove texts
 * stored elsewhere by changing maps at any time.
 *
 * <p>Single reads without a transaction change nothing and take no lock. {@link Openings} opens a
 * file again that H2 closed after a failed write. {@link DatabaseCheck} refuses at the start a file
 * that lost what it held.
 */
public final class EmbeddedDatabase extends DelegatingDataSource {

  /** Of every connection: characters kept in a row, and milliseconds. */
  private static final List<String> SETTINGS =
      List.of(
          "set write_delay 0",
          "set max_length_inplace_lob " + 2 * 1024 * 1024,
          "set lock_timeout 1"); // rows are waited for without the lock; 0 would be a second

  private static final int ROOM_BYTES = 1024 * 1024;

  private final DatabaseLock lock;
  private final Openings openings;
  private final VersionMarkWriter marks;
  private final Compaction compaction;
  private final AtomicReference<Connection> first = new AtomicReference<>();

  /**
   * A database whose file, if it has one, is not looked at and gets no mark.
   *
   * @param h2 gives connections to a database of this process
   * @param patience how long a statement waits for rows another transaction has locked
   */
  public EmbeddedDatabase(DriverManagerDataSource h2, Duration patience) {
    this(h2, patience, () -> {}, new VersionMarkWriter(null));
  }

  /** The same with a file: room is asked before it is opened again, marks keeps its mark. */
  EmbeddedDatabase(
      DriverManagerDataSource h2, Duration patience, Openings.Room room, VersionMarkWriter marks) {
    super(h2);
    this.lock = new DatabaseLock(patience);
    this.openings = new Openings(h2, room);
    this.marks = marks;
    this.compaction = new Compaction(lock);
  }

  /**
   * Opens a database after a look at its file, see {@link DatabaseCheck}.
   *
   * @param address of H2
   * @param patience how long a statement waits for rows another transaction has locked
   * @param acceptedLoss see {@link EmbeddedSettings}
   * @throws RefusedDatabase with one sentence, if the file cannot be used as it is
   */
  public static EmbeddedDatabase open(
      DriverManagerDataSource address, Duration patience, String acceptedLoss) {
    return DatabaseFile.of(address.getUrl())
        .map(file -> open(file, address, patience, acceptedLoss))
        .orElseGet(() -> new EmbeddedDatabase(address, patience));
  }

  private static EmbeddedDatabase open(
      DatabaseFile file, DriverManagerDataSource address, Duration patience, String acceptedLoss) {
    DatabaseCheck check = new DatabaseCheck(file, acceptedLoss);
    check.check();
    address.setUrl(file.url());
    VersionMarkWriter marks = new VersionMarkWriter(file.beside(VersionMarkWriter.ENDING));
    EmbeddedDatabase database =
        new EmbeddedDatabase(address, patience, () -> tryToWrite(file), marks);
    try {
      database.first.set(database.getConnection());
    } catch (SQLException e) {
      throw check.refusal(e);
    }
    return database;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection opened = first.getAndSet(null);
    if (opened != null) {
      return opened;
    }
    int opening = openings.admit();
    return lock.take(() -> opened(openings.connect(opening), opening));
  }

  /** Whoever asks is the same user: the one of the data source below. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  private Connection opened(Connection connection, int opening) throws SQLException {
    GuardedConnection guard = new GuardedConnection(openings, opening, connection);
    try (Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        guard.run(() -> statement.execute(setting));
      }
      H2Store.keepNewestVersions(connection);
      openings.works(guard);
    } catch (SQLException | RuntimeException | Error e) {
      guard.leaves();
      connection.close();
      throw e;
    }
    return Calls.proxy(Connection.class, locking(connection, guard));
  }

  private InvocationHandler locking(Connection connection, GuardedConnection guard) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "prepareStatement", "createStatement", "setAutoCommit" ->
              guard.run(() -> begun(connection, guard, method, arguments));
          case "commit", "rollback" -> {
            guard.run(() -> lock.end(() -> Calls.on(connection, method, arguments)));
            marks.committed(connection);
            compaction.committed(connection);
            yield null;
          }
          case "close" -> {
            marks.closing(connection);
            guard.leaves();
            yield lock.end(() -> Calls.on(connection, method, arguments));
          }
          case "isValid" -> guard.isUsable() && (boolean) Calls.on(connection, method, arguments);
          case "prepareCall" -> throw new SQLFeatureNotSupportedException(method.getName());
          default -> Calls.on(connection, method, arguments);
        };
  }

  private Object begun(
      Connection connection, GuardedConnection guard, Method method, Object[] arguments)
      throws SQLException {
    return switch (method.getName()) {
      case "prepareStatement" -> {
        arguments[0] = withoutWaiting((String) arguments[0]);
        yield EmbeddedStatement.locking(
            (PreparedStatement) Calls.on(connection, method, arguments),
            PreparedStatement.class,
            lock,
            guard);
      }
      case "createStatement" ->
          EmbeddedStatement.locking(
              (Statement) Calls.on(connection, method, arguments), Statement.class, lock, guard);
      default -> lock.take(() -> Calls.on(connection, method, arguments));
    };
  }

  /** Rows are locked at once or not at all; in H2 nothing may wait that has the lock. */
  private static String withoutWaiting(String sql) {
    return sql.stripTrailing().endsWith("for update") ? sql + " nowait" : sql;
  }

  private static void tryToWrite(DatabaseFile file) throws IOException {
    Path test = file.beside(".room");
    try {
      Files.write(test, new byte[ROOM_BYTES]);
    } finally {
      Files.deleteIfExists(test);
    }
  }
}
