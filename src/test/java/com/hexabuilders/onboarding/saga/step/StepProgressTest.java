package com.hexabuilders.onboarding.saga.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a reader in an outage asks and writes. */
@Timeout(60)
class StepProgressTest {

  private static final String PROGRESS =
      "update step_progress set reached_at = reached_at where queue = ?";
  private static final String PROBED =
      "update health_probe set written_at = written_at where id = ?";

  /** Shorter than the 2 s after which the watchdog takes a database for one in trouble. */
  private static final Duration PROMPT = Duration.ofSeconds(1);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void waits_for_no_row_that_somebody_has_locked(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      StepProgress progress = world.bean(StepProgress.class);
      progress.noteHeldUp("one");
      Duration took =
          HeldRow.changed(
              world,
              PROGRESS,
              "one",
              () -> HeldRow.changed(world, PROBED, 1, () -> time(progress)));

      assertThat(took).isLessThan(PROMPT);
    }
  }

  @Test
  void a_probe_fails_if_the_database_only_reads_though_the_row_is_locked() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES)) {
      StepProgress progress = world.bean(StepProgress.class);
      progress.probe();
      HeldRow.changed(
          world,
          PROBED,
          1,
          () -> {
            onlyReads(world);
            assertThatThrownBy(progress::probe).hasStackTraceContaining("read-only");
            return null;
          });
      assertThatThrownBy(progress::probe).hasStackTraceContaining("read-only");
    }
  }

  private static Duration time(StepProgress progress) {
    long start = System.nanoTime();
    progress.probe();
    progress.noteHeldUp("one");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void onlyReads(SagaWorld world) {
    String name = world.jdbc().queryForObject("select current_database()", String.class);
    world.jdbc().execute("alter database " + name + " set default_transaction_read_only = on");
    ((HikariDataSource) world.jdbc().getDataSource()).getHikariPoolMXBean().softEvictConnections();
  }
}
