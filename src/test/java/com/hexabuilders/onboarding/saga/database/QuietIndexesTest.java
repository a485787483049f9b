package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What changes with every step has no index: only so does PostgreSQL write none for it. */
class QuietIndexesTest {

  @Test
  void a_step_changes_no_column_that_has_an_index() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      world.start("acme");
      Map<String, Object> begun = indexed(world.jdbc(), "saga");
      Map<String, Object> first = indexed(world.jdbc(), "saga_step");
      for (int step = 1; step <= 2; step++) {
        world.pass(Duration.ofMillis(100));
        world.handle(List.of(world.queued.remove(0)));

        assertThat(indexed(world.jdbc(), "saga")).isEqualTo(begun);
        assertThat(indexed(world.jdbc(), "saga_step where position = 1")).isEqualTo(first);
      }
      world.runUntilQuiet();
      assertThat(indexed(world.jdbc(), "saga")).isNotEqualTo(begun);
    }
  }

  @Test
  void a_saga_that_was_woken_too_early_sleeps_on_until_it_is_due() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      String saga = world.start("acme");
      world.pass(Duration.ofSeconds(4));
      world.handle(List.of(world.queued.remove(0)));
      int waiting = world.queued.size();
      world.pass(Duration.ofSeconds(2)); // past the first re-send of the first step, not of this

      assertThat(world.queued).hasSize(waiting);
      assertThat(
              world
                  .jdbc()
                  .queryForObject(
                      "select wake_at = due_at from saga where saga_id = ?", Boolean.class, saga))
          .isTrue();
      world.pass(Duration.ofSeconds(5));
      assertThat(world.queued).hasSizeGreaterThan(waiting);
    }
  }

  private static Map<String, Object> indexed(JdbcTemplate jdbc, String rows) {
    String table = rows.split(" ")[0];
    return jdbc.queryForMap("select " + indexedColumns(jdbc, table) + " from " + rows);
  }

  private static String indexedColumns(JdbcTemplate jdbc, String table) {
    List<String> columns =
        jdbc.queryForList(
            """
            select distinct a.attname from pg_index i
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
            where i.indrelid = ?::regclass
            """,
            String.class,
            table);
    assertThat(columns).contains("saga_id");
    return String.join(", ", columns);
  }
}
