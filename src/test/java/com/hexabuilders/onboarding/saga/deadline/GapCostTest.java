package com.hexabuilders.onboarding.saga.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a gap costs does not depend on how many sagas wait for a person (ADR 20). */
class GapCostTest {

  private static final Duration GAP = Duration.ofSeconds(6);

  @Test
  void a_gap_writes_one_row_however_many_sagas_wait() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES, "onboarding.sweeper.period=1s")) {
      waiting(world, 300);
      world.bean(Sweeper.class).sweep();
      long before = transaction(world.jdbc());
      Duration away = world.bean(DatabaseClock.class).away();
      world.bean(DatabaseClock.class).stepDatabase(GAP);
      world.bean(Sweeper.class).sweep();

      assertThat(world.bean(DatabaseClock.class).away()).isGreaterThanOrEqualTo(away.plus(GAP));
      assertThat(writtenSince(world.jdbc(), before)).isEqualTo(Map.of("sweeper_pulse", 1L));
    }
  }

  /** Sagas that wait for a person, all but the first copies of its row. */
  static void waiting(SagaWorld world, int count) {
    world.participants.answers.put("two", () -> new StepOutcome.Waiting("Somebody has to look."));
    world.start("acme");
    world.runUntilQuiet();
    world.pass(Duration.ofSeconds(10)); // now the sweeper lets it sleep until the reminder
    world
        .jdbc()
        .update(
            """
            insert into saga
            select copied.* from saga cross join generate_series(2, ?) n cross join lateral
              jsonb_populate_record(
                saga, jsonb_build_object('saga_id', cast(n as text), 'partner_id', 'p' || n)) copied
            """,
            count);
  }

  static long transaction(JdbcTemplate jdbc) {
    return jdbc.queryForObject("select cast(pg_current_xact_id() as text)", Long.class);
  }

  /** Rows that transactions since then have inserted or updated, by table. */
  static Map<String, Long> writtenSince(JdbcTemplate jdbc, long transaction) {
    List<String> tables =
        jdbc.queryForList(
            "select tablename from pg_tables where schemaname = 'public'", String.class);
    Map<String, Long> written = new TreeMap<>();
    for (String table : tables) {
      String sql =
          "select count(*) from " + table + " where cast(cast(xmin as text) as bigint) > ?";
      written.put(table, jdbc.queryForObject(sql, Long.class, transaction));
    }
    written.values().removeIf(rows -> rows == 0);
    return written;
  }
}
