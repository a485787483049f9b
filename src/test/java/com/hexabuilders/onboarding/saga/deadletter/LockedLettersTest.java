package com.hexabuilders.onboarding.saga.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.operator.LockedActsTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A letter that needs a locked row holds up no other letter of its batch. */
@Timeout(60)
class LockedLettersTest {

  @ParameterizedTest
  @CsvSource({
    "H2,       select saga_id from saga where saga_id = (select saga_id from dead_letter where id ="
        + " ?)",
    "POSTGRES, select saga_id from saga where saga_id = (select saga_id from dead_letter where id ="
        + " ?)",
    "H2,       select id from dead_letter where id = ?",
    "POSTGRES, select id from dead_letter where id = ?",
    "POSTGRES, select position from replay_item where letter_id = ?"
  })
  void a_letter_of_a_step_whose_row_is_locked_is_taken_last(TestDatabase database, String row) {
    try (SagaWorld world = LetterDesk.suspending(database)) {
      world.participants.breaks("two");
      List<String> sagas = List.of(world.start("a"), world.start("b"), world.start("c"));
      world.runUntilQuiet();
      world.participants.answers.clear();
      List<String> letters = letters(world);
      world.bean(ReplayBatches.class).of(letters, 100, LetterDesk.ANNA);
      HeldRow.of(world, row + " for update", letters.get(0), () -> replay(world));
      assertThat(states(world)).containsExactly("OK", "OK", "WAITING");

      replay(world);
      assertAllTaken(world);
      world.runUntilQuiet();
      assertThat(sagas).allMatch(saga -> world.status(saga).equals("COMPLETED"));
    }
  }

  /** The worker waits briefly for the second saga, because it waited for the first in vain. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_batch_of_locked_letters_makes_no_person_impatient(TestDatabase database) {
    try (SagaWorld world = LetterDesk.suspending(database)) {
      world.participants.breaks("two");
      List<String> sagas = List.of(world.start("a"), world.start("b"));
      world.runUntilQuiet();
      List<String> letters = letters(world);
      world.bean(ReplayBatches.class).of(letters, 100, LetterDesk.ANNA);
      HeldRow.of(
          world,
          "select saga_id from saga where current_step = ? for update",
          "two",
          () -> {
            replay(world);
            String second = (String) LetterDesk.letterColumn(world, letters.get(1), "saga_id");
            assertThat(sagas).contains(second);
            return LockedActsTest.assertWaits(() -> world.compensate(second));
          });
      assertThat(states(world)).containsExactly("WAITING", "WAITING");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_start_whose_claim_is_locked_is_taken_last(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      List<String> starts = new ArrayList<>();
      for (String partner : List.of("a", "b", "c")) {
        starts.add("{\"partner_id\":\"" + partner + "\",\"nombre\":\"Partner\"}");
      }
      LetterDesk.drop(world, starts);
      List<String> letters = starts.stream().map(body -> LetterDesk.of(world, body)).toList();
      world.bean(ReplayBatches.class).of(letters, 100, LetterDesk.ANNA);
      String claim =
          "insert into claim (kind, claim_key, saga_id) values ('running-partner', ?, 'nobody')";
      HeldRow.changed(world, claim, "a", () -> replay(world));
      assertThat(states(world)).containsExactly("OK", "OK", "WAITING");

      replay(world);
      assertAllTaken(world);
      assertThat(world.jdbc().queryForList("select partner_id from saga", String.class))
          .containsExactlyInAnyOrder("a", "b", "c");
    }
  }

  private static void assertAllTaken(SagaWorld world) {
    assertThat(states(world)).containsExactly("OK", "OK", "OK");
    assertThat(world.jdbc().queryForList("select state from replay_batch", String.class))
        .containsExactly("DONE");
    assertThat(world.bean(AuditLog.class).firstBroken()).isEmpty();
  }

  private static List<String> letters(SagaWorld world) {
    return world.jdbc().queryForList("select id from dead_letter order by id", String.class);
  }

  /** Ten turns of the worker, whatever each of them meets. */
  private static boolean replay(SagaWorld world) {
    Supplier<Duration> turn = world.bean(ReplayBatchWorker.class)::goOn;
    for (int i = 0; i < 10; i++) {
      world.bean(DatabaseClock.class).advance(Duration.ofSeconds(1));
      try {
        turn.get();
      } catch (LockedOut e) {
        assertThat(e).hasMessageContaining("row");
      }
    }
    return true;
  }

  private static List<String> states(SagaWorld world) {
    List<String> states =
        new ArrayList<>(world.jdbc().queryForList("select state from replay_item", String.class));
    Collections.sort(states);
    return states;
  }
}
