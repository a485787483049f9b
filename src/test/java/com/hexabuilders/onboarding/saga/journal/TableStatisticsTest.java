package com.hexabuilders.onboarding.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.StatementCallback;

/** PostgreSQL knows its tables while they are young, so that it finds rows by their indexes. */
class TableStatisticsTest {

  @Test
  void a_table_is_analyzed_when_it_has_doubled_and_not_before() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      TableStatistics statistics = world.bean(TableStatistics.class);
      assertThat(statistics.gather()).isEmpty();

      grow(world.jdbc(), 0, 300);
      assertThat(statistics.gather()).containsExactly("saga_tombstone");
      assertThat(rows(world.jdbc())).isEqualTo(300);
      grow(world.jdbc(), 300, 500);
      assertThat(statistics.gather()).isEmpty();
      grow(world.jdbc(), 500, 700);
      assertThat(statistics.gather()).containsExactly("saga_tombstone");
      assertThat(rows(world.jdbc())).isEqualTo(700);
    }
  }

  @Test
  void a_table_that_lost_its_statistics_is_analyzed() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      TableStatistics statistics = world.bean(TableStatistics.class);
      grow(world.jdbc(), 0, 300);
      assertThat(statistics.gather()).isNotEmpty();
      world.jdbc().update("delete from pg_statistic where starelid = 'saga_tombstone'::regclass");
      assertThat(statistics.gather()).containsExactly("saga_tombstone");
    }
  }

  @Test
  void a_table_that_cannot_be_analyzed_keeps_no_other_from_it() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      world
          .jdbc()
          .execute(
              """
          create table a_broken (id int);
          create table flag (id int);
          create function boom(int) returns int language plpgsql immutable as
            'begin if exists (select from flag) then raise exception ''no''; end if; return $1; end';
          create index a_broken_boom on a_broken (boom(id));
          insert into a_broken select generate_series(1, 300);
          insert into flag values (1);
          """);
      grow(world.jdbc(), 0, 300);
      assertThatThrownBy(world.bean(TableStatistics.class)::gather)
          .isInstanceOf(RuntimeException.class);
      assertThat(
              world
                  .jdbc()
                  .queryForList(
                      "select distinct tablename from pg_stats where tablename"
                          + " in ('a_broken', 'saga_tombstone')",
                      String.class))
          .containsExactly("saga_tombstone");
    }
  }

  @Test
  void its_thread_starts_while_the_database_is_away() {
    TableStatistics away = mock(TableStatistics.class);
    when(away.areGathered()).thenThrow(new IllegalStateException("away"));
    TableStatisticsThread thread = new TableStatisticsThread(away, Clock.systemUTC());
    thread.start();
    assertThat(thread.isRunning()).isTrue();
    thread.stop();
  }

  @Test
  void only_one_instance_at_a_time_analyzes() throws SQLException {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      TableStatistics statistics = world.bean(TableStatistics.class);
      grow(world.jdbc(), 0, 300);
      try (Connection other = world.jdbc().getDataSource().getConnection()) {
        other.setAutoCommit(false);
        other
            .createStatement()
            .execute("select pg_advisory_xact_lock(" + TableStatistics.LOCK + ")");
        assertThat(statistics.gather()).isEmpty();
        other.rollback();
      }
      assertThat(statistics.gather()).containsExactly("saga_tombstone");
    }
  }

  @Test
  void the_embedded_database_gathers_its_own() {
    try (SagaWorld world = new SagaWorld(TestDatabase.H2)) {
      assertThat(world.bean(TableStatistics.class).areGathered()).isFalse();
    }
  }

  /** Adds rows, and lets the database count them at once. */
  private static void grow(JdbcTemplate jdbc, int from, int to) {
    jdbc.execute(
        (StatementCallback<Boolean>)
            statement -> {
              statement.execute(
                  String.format(
                      Locale.ROOT,
                      """
                  insert into saga_tombstone
                  select 'saga-' || n, 'partner', 'c', 'h', 'COMPLETED', now(), now(), now(), 'a'
                    from generate_series(%d, %d - 1) n
                  """,
                      from,
                      to));
              return statement.execute("select pg_stat_force_next_flush()");
            });
  }

  private static long rows(JdbcTemplate jdbc) {
    return jdbc.queryForObject(
        "select reltuples::bigint from pg_class where relname = 'saga_tombstone'", Long.class);
  }
}
