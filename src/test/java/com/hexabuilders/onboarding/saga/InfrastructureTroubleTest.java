package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is nobody's fault, and what is the mistake of who asked, is the same on both databases. */
class InfrastructureTroubleTest {

  private static Stream<Arguments> mistakes() {
    return Stream.of(TestDatabase.values())
        .flatMap(
            database ->
                Stream.of(
                        "select cast('1' as no_such_type)",
                        "create table t (a no_such_type)",
                        "selec 1",
                        "select no_such_function(1)",
                        "select 1 / 0",
                        "select cast('x' as integer)",
                        "insert into partner (partner_id) values (null)",
                        "alter table partner add column partner_id integer")
                    .map(sql -> Arguments.of(database, sql)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void a_mistake_in_a_statement_is_a_breakage(TestDatabase database, String sql) {
    JdbcTemplate jdbc = new JdbcTemplate(database.fresh());
    Throwable thrown = catchThrowable(() -> jdbc.execute(sql));

    assertThat(thrown).isNotNull();
    assertThat(InfrastructureTrouble.isCauseOf(thrown)).as(String.valueOf(thrown)).isFalse();
  }

  /** What a driver does not support, another class of states than wrong statements. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_call_that_the_driver_does_not_have_is_a_breakage(TestDatabase database) throws Exception {
    try (Connection connection = database.fresh().getConnection()) {
      Throwable thrown =
          catchThrowable(
              () -> connection.prepareStatement("select ?").setRowId(1, () -> new byte[0]));

      assertThat(thrown).isInstanceOf(SQLException.class);
      assertThat(InfrastructureTrouble.isCauseOf(thrown)).as(String.valueOf(thrown)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_lock_that_is_not_given_in_time_is_trouble(TestDatabase database) {
    DataSource source = database.fresh();
    JdbcTemplate jdbc = new JdbcTemplate(source);
    jdbc.update("insert into step_progress values ('one', current_timestamp, current_timestamp)");
    var transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    transactions.executeWithoutResult(
        holds -> {
          String lock = "select queue from step_progress for update";
          jdbc.queryForList(lock);
          Throwable thrown = catchThrowable(() -> other(source, database, lock));
          assertThat(thrown).isNotNull();
          assertThat(InfrastructureTrouble.isCauseOf(thrown)).as(String.valueOf(thrown)).isTrue();
        });
  }

  /** A driver may name another statement of the batch first. */
  @Test
  void a_lock_that_one_statement_of_a_batch_waited_for_is_a_locked_row() {
    SQLException batch = new SQLException("aborted", "25P02");
    batch.setNextException(new SQLException("not given in time", "55P03"));

    assertThat(LockedOut.isCauseOf(new IllegalStateException(batch))).isTrue();
  }

  /** On a connection of its own, which waits for a tenth of a second. */
  private static void other(DataSource source, TestDatabase database, String sql)
      throws SQLException {
    try (Connection other = source.getConnection()) {
      other.setAutoCommit(false);
      boolean h2 = database == TestDatabase.H2;
      other.createStatement().execute(h2 ? "set lock_timeout 100" : "set lock_timeout = '100ms'");
      other.createStatement().executeQuery(sql);
    }
  }

  @Test
  void a_general_error_of_h2_is_trouble_only_if_its_store_or_a_file_is_behind_it() {
    assertThat(general(new MVStoreException(4, "This map is closed"))).isTrue();
    assertThat(general(new IllegalStateException(new ClosedChannelException()))).isTrue();
    assertThat(general(new NullPointerException())).isFalse();
    assertThat(InfrastructureTrouble.isCauseOf(DbException.toSQLException(new IOException("full"))))
        .isTrue();
    for (int code : new int[] {90097, 90098, 90108, 90121, 90007}) {
      assertThat(InfrastructureTrouble.isCauseOf(DbException.get(code).getSQLException()))
          .as("%d", code)
          .isTrue();
    }
  }

  private static boolean general(RuntimeException cause) {
    SQLException thrown = DbException.toSQLException(cause);
    assertThat(thrown.getErrorCode()).isEqualTo(ErrorCode.GENERAL_ERROR_1);
    return InfrastructureTrouble.isCauseOf(thrown);
  }
}
