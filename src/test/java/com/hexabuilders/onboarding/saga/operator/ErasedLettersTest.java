package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.CanaryShapes;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.deadletter.LetterDesk;
import com.hexabuilders.onboarding.saga.retention.Retention;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of dead letters that began no saga when the partner in them is erased. */
class ErasedLettersTest {

  private static final String SEALED = "Quetzal\uFFFD\uFFFDName";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void unreadable_letters_are_found_by_the_partners_words_in_every_form(TestDatabase database) {
    try (SagaWorld world = quetzal(database)) {
      List<String> others = new ArrayList<>();
      for (int i = 0; i < 40; i++) { // more than are read at a time
        others.add("Somebody else " + i + ", other" + i + "@example.com");
      }
      LetterDesk.drop(world, others);
      LetterDesk.drop(world, CanaryShapes.all().values());

      assertThat(erase(world)).isEqualTo(new ActReply.PartnerErased(List.of()));
      assertThat(LetterDesk.bodies(world)).containsExactlyInAnyOrderElementsOf(others);
      String sealed = "select count(*) from dead_letter where body_sha256 is null";
      assertThat(world.jdbc().queryForObject(sealed, Integer.class))
          .isEqualTo(CanaryShapes.all().size());
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_cannot_be_judged_is_told_and_is_erased_when_a_person_says_so(TestDatabase database) {
    try (SagaWorld world = quetzal(database)) {
      String saga = world.start("other");
      String body = "{\"sagaid\": \"%s\"}".formatted(saga);
      world.handle(List.of(world.delivery("one", body)));
      LetterDesk.drop(world, List.of(SEALED));
      String sealed = LetterDesk.of(world, SEALED);
      String step = LetterDesk.of(world, body);
      world.jdbc().update("update dead_letter set saga_id = ? where id = ?", saga, step);

      assertThat(erase(world)).isEqualTo(new ActReply.PartnerErased(List.of(sealed)));
      assertThat(LetterDesk.bodies(world)).contains(SEALED);
      assertThat(erase(world, sealed, step, "unknown"))
          .isEqualTo(new ActReply.PartnerErased(List.of()));
      assertThat(LetterDesk.bodies(world)).contains(body).doesNotContain(SEALED);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void bodies_of_letters_without_a_saga_are_forgotten_after_their_time(TestDatabase database) {
    try (SagaWorld world = quetzal(database, "onboarding.retention.letter-bodies=2h")) {
      LetterDesk.drop(world, List.of(SEALED));
      world.bean(Retention.class).goOn();
      assertThat(LetterDesk.bodies(world)).hasSize(2);

      world.bean(DatabaseClock.class).advance(Duration.ofHours(3));
      LetterDesk.drop(world, List.of("young"));
      world.bean(Retention.class).goOn();
      assertThat(LetterDesk.bodies(world)).hasSize(2).contains("young").doesNotContain(SEALED);
      assertThat(world.jdbc().queryForList("select state from dead_letter", String.class))
          .containsExactly("OPEN", "OPEN");
    }
  }

  private static SagaWorld quetzal(TestDatabase database, String... properties) {
    SagaWorld world = new SagaWorld(database, properties);
    StartRequest start = SagaWorld.request("quetzal", "content", StartSource.REST, null);
    start
        .partnerData()
        .put("nombre", "José QuetzalName")
        .put("email", "QuetzalMail@example.com")
        .put("telefono", "+55 5019 0019");
    world.start(start);
    world.runUntilQuiet();
    return world;
  }

  private static ActReply erase(SagaWorld world, String... letters) {
    return world
        .bean(PartnerActs.class)
        .erase("quetzal", Set.of(letters), "Because.", AuditEntry.Actor.LOCAL);
  }
}
