package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.message.DbException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionSystemException;

/** Each class of SQLSTATE has one decision, also behind Spring's exceptions and in batches. */
class SqlFaultTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08P01", "25006", "25P03", "26000", "28P01", "3D000", "3F000", "40001", "40P01",
        "42501", "42P01", "42703", "53100", "53200", "53300", "55P03", "55000", "57014", "57P01",
        "57P03", "57P05", "58000", "58030", "58P01", "72000", "F0001", "XX000", "XX001", "XX002"
      })
  void postgres_in_trouble_is_told_apart(String state) {
    Throwable raised = raised(state);

    assertThat(InfrastructureTrouble.isCauseOf(raised)).as(String.valueOf(raised)).isTrue();
    assertThat(InfrastructureTrouble.isFaultOfMessage(raised)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "22003", "22021", "22P02", "22P05", "54000"})
  void a_value_that_postgres_cannot_keep_is_the_fault_of_its_message(String state) {
    Throwable raised = raised(state);

    assertThat(InfrastructureTrouble.isCauseOf(raised)).as(String.valueOf(raised)).isFalse();
    assertThat(InfrastructureTrouble.isFaultOfMessage(raised)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0A000", "21000", "23502", "23505", "25P02", "42601", "42883", "42P18", "P0001"})
  void a_wrong_statement_is_a_breakage_on_postgres(String state) {
    Throwable raised = raised(state);

    assertThat(InfrastructureTrouble.isCauseOf(raised)).as(String.valueOf(raised)).isFalse();
    assertThat(InfrastructureTrouble.isFaultOfMessage(raised)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        28000, 40001, 42102, 42103, 42104, 42122, 50200, 57014, 90007, 90020, 90028, 90030, 90031,
        90036, 90039, 90040, 90062, 90067, 90079, 90096, 90097, 90098, 90108, 90112, 90121, 90131,
        90135, 90143, 90146
      })
  void the_embedded_engine_in_trouble_is_told_apart(int code) {
    assertThat(InfrastructureTrouble.isCauseOf(DbException.get(code).getSQLException())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {22001, 22003, 22007, 22012, 22018, 90003, 90004, 90008, 90095})
  void a_value_that_the_embedded_engine_cannot_keep_is_the_fault_of_its_message(int code) {
    Throwable thrown = DbException.get(code).getSQLException();

    assertThat(InfrastructureTrouble.isCauseOf(thrown)).isFalse();
    assertThat(InfrastructureTrouble.isFaultOfMessage(thrown)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {23502, 23505, 42000, 42001, 50000, 50004, 50100, 90022, 90054})
  void a_wrong_statement_is_a_breakage_on_the_embedded_engine(int code) {
    Throwable thrown = DbException.get(code).getSQLException();

    assertThat(InfrastructureTrouble.isCauseOf(thrown)).isFalse();
    assertThat(InfrastructureTrouble.isFaultOfMessage(thrown)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void tables_columns_and_rights_that_are_gone_are_trouble(TestDatabase database) throws Exception {
    DataSource source = database.fresh();
    JdbcTemplate jdbc = new JdbcTemplate(source);
    assertTrouble(() -> jdbc.execute("select nothing from partner"));
    jdbc.execute("alter table contract rename to moved");
    assertTrouble(() -> jdbc.update("update contract set partner_id = 'x'"));
    jdbc.execute("create user " + (database == TestDatabase.H2 ? "guest password ''" : "guest"));
    try (Connection guest = guest(database, source)) {
      JdbcTemplate asGuest = new JdbcTemplate(new SingleConnectionDataSource(guest, true));
      assertTrouble(() -> asGuest.queryForList("select * from partner"));
    } finally {
      jdbc.execute("drop user guest");
    }
  }

  private static Connection guest(TestDatabase database, DataSource source) throws SQLException {
    try (Connection admin = source.getConnection()) {
      String url = admin.getMetaData().getURL().replaceAll("[?].*", "");
      return DriverManager.getConnection(url, "guest", "");
    }
  }

  private static void assertTrouble(Runnable statement) {
    Throwable thrown = catchThrowable(statement::run);
    assertThat(thrown).isNotNull();
    assertThat(InfrastructureTrouble.isCauseOf(thrown)).as(String.valueOf(thrown)).isTrue();
    assertThat(new InfrastructureTrouble(thrown)).hasMessageContaining("SQLSTATE ");
  }

  @Test
  void what_the_database_said_counts_more_than_what_spring_makes_of_it() {
    SQLException tooLong = new SQLException("index row size 3000 exceeds maximum", "54000");
    SQLException full = new SQLException("No space left on device", "53100");

    assertThat(trouble(new DataAccessResourceFailureException("", tooLong))).isFalse();
    assertThat(trouble(new TransactionSystemException("", new SQLException("", "23505"))))
        .isFalse();
    assertThat(trouble(new IllegalStateException(new RuntimeException(full)))).isTrue();
    assertThat(trouble(new QueryTimeoutException(""))).isTrue();
    assertThat(trouble(null)).isFalse();
  }

  @Test
  void an_error_without_a_known_state_is_told_by_its_type_or_what_is_behind_it() {
    assertThat(trouble(new SQLRecoverableException("gone"))).isTrue();
    assertThat(trouble(new SQLException("no such thing", "99999"))).isFalse();
    assertThat(trouble(new SQLException("", "HY000", 50000, new IOException("disk")))).isTrue();
    assertThat(trouble(new SQLException("", "HY000", 50000, new IllegalStateException())))
        .isFalse();
  }

  @Test
  void whoever_swallowed_an_error_broke_whatever_it_was() {
    SQLException swallowed = new SQLException("current transaction is aborted", "25P02");
    swallowed.setNextException(new SQLException("gone", "57P01"));
    assertThat(trouble(swallowed)).isFalse();
  }

  @Test
  void the_next_exceptions_of_a_batch_are_looked_at() {
    BatchUpdateException batch = new BatchUpdateException("Batch entry 3", null, new int[0]);
    batch.setNextException(new SQLException("row", "23505"));
    assertThat(trouble(batch)).isFalse();
    batch.setNextException(new SQLException("gone", "57P01"));
    assertThat(trouble(new IllegalArgumentException(batch))).isTrue();
  }

  @Test
  @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_chain_of_causes_that_runs_in_a_circle_ends() {
    SQLException one = new SQLException("one", "23505");
    SQLException two = new SQLException("two", "23505", one);
    one.initCause(two);
    assertThat(trouble(one)).isFalse();
  }

  /** A migration beside this instance changed the type of a column. */
  @Test
  void a_plan_that_a_migration_made_stale_is_trouble() throws Exception {
    try (Connection session = TestDatabase.POSTGRES.fresh().getConnection()) {
      session.createStatement().execute("prepare kept as select * from partner");
      session.createStatement().execute("alter table partner add column newer text");
      Throwable stale = catchThrowable(() -> session.createStatement().execute("execute kept"));
      assertThat(stale).hasMessageContaining("cached plan");
      assertThat(trouble(stale)).isTrue();
    }
  }

  private static boolean trouble(Throwable thrown) {
    return InfrastructureTrouble.isCauseOf(thrown);
  }

  /** What the driver makes of an error with this state. */
  private static Throwable raised(String state) {
    return catchThrowable(
        () ->
            Server.JDBC.execute(
                "do $$ begin raise exception using errcode = '%s', message = '%s'; end $$"
                    .formatted(state, UUID.randomUUID())));
  }

  /** One database for all states. */
  private static final class Server {
    static final JdbcTemplate JDBC = new JdbcTemplate(TestDatabase.POSTGRES.fresh());
  }
}
