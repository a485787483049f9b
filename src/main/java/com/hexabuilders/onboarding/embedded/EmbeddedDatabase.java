package com.hexabuilders.onboarding.embedded;

import java.lang.reflect.InvocationHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
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
 * open for long, and only its rows are locked.
 *
 * <p>Single reads without a transaction change nothing and take no turn.
 */
public final class EmbeddedDatabase extends DelegatingDataSource {

  private final Turns turns;
  private final int most;
  private int open;

  /**
   * @param h2 gives connections to a database with {@code WRITE_DELAY=0}
   * @param most connections there will be at once, at most
   * @param patience how long a statement waits for rows another transaction has locked
   */
  public EmbeddedDatabase(DataSource h2, int most, Duration patience) {
    super(h2);
    this.most = most;
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
      if (open == 0) {
        makeUndoLogs();
      }
      statement.execute("set lock_timeout 1"); // ms: rows are waited for without a turn
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    open++;
    return Calls.proxy(Connection.class, inTurn(connection));
  }

  private InvocationHandler inTurn(Connection connection) {
    return (proxy, method, arguments) ->
        switch (method.getName()) {
          case "prepareStatement" ->
              EmbeddedStatement.inTurn(
                  (PreparedStatement) Calls.on(connection, method, arguments),
                  PreparedStatement.class,
                  turns);
          case "createStatement" ->
              EmbeddedStatement.inTurn(
                  (Statement) Calls.on(connection, method, arguments), Statement.class, turns);
          case "commit", "rollback", "setAutoCommit" ->
              turns.end(() -> Calls.on(connection, method, arguments));
          case "close" -> turns.end(() -> closed(connection));
          default -> Calls.on(connection, method, arguments);
        };
  }

  private Object closed(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      open--;
      connection.close();
    }
    return null;
  }

  /**
   * An undo log that was made since the last write is left out of the next one, though the changes
   * it is for are not. So all there can be are made and written before anything is changed.
   */
  private void makeUndoLogs() throws SQLException {
    List<Connection> transactions = new ArrayList<>();
    try {
      for (int i = 0; i < most; i++) {
        Connection connection = super.getConnection();
        transactions.add(connection);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
          statement.execute("select 1");
        }
      }
      try (Statement statement = transactions.get(0).createStatement()) {
        statement.execute("checkpoint");
      }
    } finally {
      for (Connection connection : transactions) {
        connection.close();
      }
    }
  }
}
