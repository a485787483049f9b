package com.hexabuilders.onboarding.saga.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StoredTexts;
import com.hexabuilders.onboarding.saga.deadletter.LetterActs;
import com.hexabuilders.onboarding.saga.deadletter.LetterDesk;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies of dead letters that began no saga. */
class ForgottenBodiesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void the_body_of_a_discarded_drop_is_forgotten_and_an_open_one_is_kept(TestDatabase database) {
    try (SagaWorld world = new OldSagas(folder).world(database)) {
      for (String body : List.of("first", "second")) {
        QueueStarts.Drop drop =
            QueueStarts.Drop.refused(
                world.delivery("start", body), DeadLetterKind.MALFORMED, "It is no JSON.");
        world.bean(QueueStarts.class).accept(SagaWorld.TYPE, List.of(drop));
      }
      String seen = letter(world, "message-1");
      String open = letter(world, "message-2");
      world.bean(LetterActs.class).discard(seen, "Seen.", LetterDesk.ANNA);
      OldSagas.pass(world);
      assertThat(StoredTexts.of(world, seen)).as("not yet").isNotEmpty();
      OldSagas.grow(world);
      OldSagas.pass(world);
      assertThat(StoredTexts.of(world, seen)).isEmpty();
      assertThat(LetterDesk.letterColumn(world, seen, "state")).isEqualTo("DISCARDED");
      assertThat(LetterDesk.letterColumn(world, seen, "body_sha256")).isNull();
      assertThat(StoredTexts.of(world, open)).contains("second");
    }
  }

  private static String letter(SagaWorld world, String message) {
    return world
        .jdbc()
        .queryForObject("select id from dead_letter where message_id = ?", String.class, message);
  }
}
