package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A statement that keeps the lock keeps nobody from ending a transaction. */
class StuckStatementsTest {

  private static final String UPDATE = "update account set balance = balance + 1 where id = ?";

  private final DriverManagerDataSource h2 =
      new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  private final EmbeddedDatabase database = new EmbeddedDatabase(h2, Duration.ofSeconds(20));

  @BeforeEach
  void create() {
    JdbcTemplate jdbc = new JdbcTemplate(h2);
    jdbc.execute("create table account (id varchar(9) primary key, balance int)");
    jdbc.update("insert into account values ('1', 0), ('2', 0)");
  }

  @AfterEach
  void shutDown() {
    new JdbcTemplate(h2).execute("shutdown");
  }

  /** H2 does not wait for a transaction that took back a statement: it asks again and again. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from account where id = '2' for update",
        "update account set balance = 7 where id = '2'"
      })
  void a_transaction_ends_whose_row_a_statement_circles_around(String sql) throws Exception {
    try (Connection holder = transaction();
        Connection circling = transaction()) {
      sql(holder).update(UPDATE, "2");
      assertThatThrownBy(() -> sql(holder).update("insert into account values ('1', 0)"))
          .isInstanceOf(DuplicateKeyException.class);
      Future<?> work = CompletableFuture.runAsync(() -> sql(circling).execute(sql));
      await().during(Duration.ofMillis(100)).until(() -> !work.isDone());
      sql(holder).update(UPDATE, "1");
      holder.commit();
      work.get(5, TimeUnit.SECONDS);
      circling.commit();
    }
  }

  @Test
  void what_could_lose_rows_is_refused() throws Exception {
    try (Connection connection = transaction();
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement(UPDATE)) {
      assertThatThrownBy(() -> statement.addBatch("delete from account"))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(prepared::executeLargeBatch)
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(() -> connection.prepareCall("call 1"))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      prepared.setString(1, "1");
      prepared.addBatch();
      prepared.clearBatch();
      prepared.clearParameters();
      prepared.addBatch();
      assertThatThrownBy(prepared::executeBatch).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void a_connection_that_has_the_turn_for_ever_can_be_closed() throws Exception {
    EmbeddedDatabase impatient = new EmbeddedDatabase(h2, Duration.ofMillis(100));
    Connection hung = impatient.getConnection();
    Future<?> statement =
        CompletableFuture.runAsync(
            () -> sql(hung).execute("select sum(x) from system_range(1, 1000000000000)"));
    await().until(() -> isRunning("system_range(1, 1000000000000)"));
    hung.close();
    assertThatThrownBy(() -> statement.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    impatient.getConnection().close();
  }

  private boolean isRunning(String sql) {
    return new JdbcTemplate(h2)
            .queryForList(
                "select executing_statement from information_schema.sessions", String.class)
            .stream()
            .anyMatch(running -> running != null && running.endsWith(sql));
  }

  private Connection transaction() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static JdbcTemplate sql(Connection connection) {
    return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
  }
}
