package com.hexabuilders.onboarding.saga.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.deadletter.LetterDesk;
import com.hexabuilders.onboarding.saga.deadletter.ReplayBatchWorker;
import com.hexabuilders.onboarding.saga.deadletter.ReplayBatches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is to be removed or forgotten, and locked: it is left, and the rest is not. */
@Timeout(60)
class LockedRemainsTest {

  @TempDir Path archive;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_old_saga_whose_step_is_locked_is_left_alone(TestDatabase database) {
    try (SagaWorld world = new OldSagas(archive).world(database)) {
      List<String> sagas = OldSagas.completed(world, 5);
      OldSagas.grow(world);
      HeldRow.of(
          world,
          "select saga_id from saga_step where saga_id = ? for update",
          sagas.get(2),
          () -> pass(world));
      assertThat(OldSagas.kept(world)).containsExactly(sagas.get(2));

      pass(world);
      assertThat(OldSagas.kept(world)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "H2,       select id from dead_letter where id = ? for update",
    "POSTGRES, select id from dead_letter where id = ? for update",
    "POSTGRES, select subject_id from personal_data where subject_id = ? for update"
  })
  void an_old_letter_that_is_locked_keeps_its_body_alone(TestDatabase database, String row) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.retention.letter-bodies=2h")) {
      LetterDesk.drop(world, List.of("one", "two", "three"));
      world.bean(DatabaseClock.class).advance(Duration.ofHours(3));
      HeldRow.of(world, row, LetterDesk.of(world, "two"), () -> world.bean(Retention.class).goOn());
      assertThat(LetterDesk.bodies(world)).containsExactly("two");

      world.bean(Retention.class).goOn();
      assertThat(LetterDesk.bodies(world)).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_old_replay_that_is_locked_does_not_end_the_pass(TestDatabase database) {
    try (SagaWorld world = new OldSagas(archive).world(database)) {
      String start = "{\"partner_id\":\"a\",\"nombre\":\"A\"}";
      LetterDesk.drop(world, List.of(start));
      String letter = LetterDesk.of(world, start);
      world.bean(ReplayBatches.class).of(List.of(letter), 100, LetterDesk.ANNA);
      world.bean(ReplayBatchWorker.class).goOn();
      OldSagas.grow(world);
      HeldRow.of(
          world,
          "select position from replay_item where letter_id = ? for update",
          letter,
          () -> pass(world));
      assertThat(world.jdbc().queryForList("select * from replay_item")).hasSize(1);

      pass(world);
      assertThat(world.jdbc().queryForList("select * from replay_item")).isEmpty();
    }
  }

  private static boolean pass(SagaWorld world) {
    OldSagas.pass(world);
    return true;
  }
}
