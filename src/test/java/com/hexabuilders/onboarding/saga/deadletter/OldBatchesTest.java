package com.hexabuilders.onboarding.saga.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.retention.OldSagas;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of replays are kept for as long as sagas are. */
class OldBatchesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void finished_batches_go_one_a_pass_and_what_is_young_or_not_finished_stays(
      TestDatabase database) {
    try (SagaWorld world = new OldSagas(folder).world(database)) {
      String first = finished(world);
      String second = finished(world);
      String running = begin(world);
      OldSagas.grow(world);
      String young = finished(world);

      OldSagas.pass(world);
      assertThat(batches(world)).containsExactlyInAnyOrder(second, running, young);
      assertThat(items(world, first)).isZero();
      assertThat(items(world, second)).isEqualTo(2);
      OldSagas.pass(world);
      OldSagas.pass(world);
      assertThat(batches(world)).containsExactlyInAnyOrder(running, young);
      assertThat(items(world, running)).isEqualTo(2);
      assertThat(items(world, young)).isEqualTo(2);
    }
  }

  private static String begin(SagaWorld world) {
    List<String> letters = List.of("no-letter", "no-other");
    return world.bean(ReplayBatches.class).of(letters, 1, LetterDesk.ANNA).batchId();
  }

  private static String finished(SagaWorld world) {
    String batch = begin(world);
    world.bean(ReplayRows.class).finish(batch, world.bean(DatabaseClock.class).instant());
    return batch;
  }

  private static List<String> batches(SagaWorld world) {
    return world.jdbc().queryForList("select id from replay_batch", String.class);
  }

  private static int items(SagaWorld world, String batch) {
    String sql = "select count(*) from replay_item where batch_id = ?";
    return world.jdbc().queryForObject(sql, Integer.class, batch);
  }
}
