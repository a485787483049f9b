package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One statement works at a time, and whoever waits for a row gives the lock up. */
class EmbeddedDatabaseTest {

  private static final String UPDATE = "update account set balance = balance + 1 where id = ?";

  private final DriverManagerDataSource h2 =
      new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  private final EmbeddedDatabase database = new EmbeddedDatabase(h2, Duration.ofSeconds(20));
  private Connection holder;

  @BeforeEach
  void holdTheSecondRow() throws SQLException {
    JdbcTemplate jdbc = new JdbcTemplate(h2);
    jdbc.execute("create table account (id int primary key, balance int)");
    for (int id = 1; id <= 3; id++) {
      jdbc.update("insert into account values (?, 0)", id);
    }
    holder = transaction(database);
    sql(holder).update(UPDATE, 2);
  }

  @AfterEach
  void close() throws SQLException {
    holder.close();
    new JdbcTemplate(h2).execute("shutdown");
  }

  @Test
  void a_statement_waits_for_a_row_without_holding_others_up() throws Exception {
    try (Connection waiting = transaction(database);
        Connection other = transaction(database)) {
      Future<?> locked =
          CompletableFuture.runAsync(
              () -> sql(waiting).queryForList("select * from account order by id for update"));
      assertWaits(locked);
      assertThat(new JdbcTemplate(database).queryForList("select id from account")).hasSize(3);
      sql(other).update("insert into account values (9, 9)");
      other.commit();
      assertThat(locked).isNotDone();

      holder.commit();
      await().until(locked::isDone);
      locked.get();
      waiting.commit();
    }
  }

  @Test
  void a_batch_goes_on_at_the_row_it_waited_for() throws Exception {
    try (Connection waiting = transaction(database);
        PreparedStatement statement = waiting.prepareStatement(UPDATE)) {
      for (int id = 1; id <= 3; id++) {
        statement.setInt(1, id);
        statement.addBatch();
      }
      Future<int[]> counts = CompletableFuture.supplyAsync(() -> executed(statement));
      assertWaits(counts);
      holder.rollback();
      assertThat(counts.get()).containsExactly(1, 1, 1);
      waiting.commit();
      assertThat(statement.executeBatch()).isEmpty();
    }
    assertThat(
            new JdbcTemplate(h2)
                .queryForList("select balance from account order by id", Integer.class))
        .containsExactly(1, 1, 1);
  }

  @Test
  void waiting_ends_when_patience_does_and_is_trouble_of_the_database() throws Exception {
    EmbeddedDatabase impatient = new EmbeddedDatabase(h2, Duration.ofMillis(100));
    try (Connection waiting = transaction(impatient)) {
      assertThatThrownBy(() -> sql(waiting).update(UPDATE, 2))
          .matches(InfrastructureTrouble::isCauseOf);
      sql(waiting).update(UPDATE, 1); // it goes on, only the row is missing
    }
  }

  private static void assertWaits(Future<?> work) {
    await().during(Duration.ofMillis(100)).until(() -> !work.isDone());
  }

  private static int[] executed(PreparedStatement statement) {
    try {
      return statement.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection transaction(EmbeddedDatabase database) throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static JdbcTemplate sql(Connection connection) {
    return new JdbcTemplate(new SingleConnectionDataSource(connection, true));
  }
}
