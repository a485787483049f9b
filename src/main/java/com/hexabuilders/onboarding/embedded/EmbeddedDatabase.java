package com.hexabuilders.onboarding.embedded;

import java.lang.reflect.InvocationHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to H2 on which only one statement, commit or rollback runs at a time.
 *
 * <p>H2 writes what changed map by map (the rows of a table, every index, every transaction's undo
 * log), while other connections go on changing them. A process killed right after such a write
 * leaves index entries without rows, or rows without the undo log that would take them back: parts
 * of transactions, which H2 takes for whole when it opens the file (h2database, issue 2080). It
 * writes within commits and statements alone, as there is no write delay; so it is enough that
 * nobody else changes a map meanwhile. Between statements nothing is held: a transaction may be
 * open for long, and only its rows are locked. Texts are kept in their rows, for H2 reads and
 * clears away those it keeps elsewhere by changing maps whenever it likes.
 *
 * <p>Single reads without a transaction change nothing and take no turn.
 */
public final class EmbeddedDatabase extends DelegatingDataSource {

  /** Of every connection: characters kept in a row, and milliseconds. */
  private static final List<String> SETTINGS =
      List.of(
          "set write_delay 0",
          "set max_length_inplace_lob " + 2 * 1024 * 1024,
          "set lock_timeout 1"); // rows are waited for without a turn; 0 would be a second

  private final Turns turns;

  /**
   * @param h2 gives connections to a database of this process
   * @param patience how long a statement waits for rows another transaction has locked
   */
  public EmbeddedDatabase(DataSource h2, Duration patience) {
    super(h2);
    this.turns = new Turns(patience);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return turns.take(() -> opened(super.getConnection()));
  }

  /** Whoever asks is the same user: the one of the data source below. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return getConnection();
  }

  private Connection opened(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return Calls.proxy(Connection.class, inTurn(connection));
  }

  private InvocationHandler inTurn(Connection connection) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "prepareStatement" -> {
            arguments[0] = withoutWaiting((String) arguments[0]);
            yield EmbeddedStatement.inTurn(
                (PreparedStatement) Calls.on(connection, method, arguments),
                PreparedStatement.class,
                turns);
          }
          case "createStatement" ->
              EmbeddedStatement.inTurn(
                  (Statement) Calls.on(connection, method, arguments), Statement.class, turns);
          case "setAutoCommit" -> turns.take(() -> Calls.on(connection, method, arguments));
          case "commit", "rollback", "close" ->
              turns.end(() -> Calls.on(connection, method, arguments));
          case "prepareCall" -> throw new SQLFeatureNotSupportedException(method.getName());
          default -> Calls.on(connection, method, arguments);
        };
  }

  /** Rows are locked at once or not at all; in H2 nothing may wait that has the turn. */
  private static String withoutWaiting(String sql) {
    return sql.stripTrailing().endsWith("for update") ? sql + " nowait" : sql;
  }
}
