package com.hexabuilders.onboarding.saga.deadletter;

import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.ANNA;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.letter;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.retry;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.suspended;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.suspending;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.why;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Letters that cannot be replayed say why, and what to do instead. */
class LetterRefusalsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_nobody_waits_for_any_more_is_refused_and_says_what_to_do(TestDatabase database) {
    try (SagaWorld world = suspending(database)) {
      String saga = suspended(world);
      String letter = letter(world);
      world.compensate(saga);
      assertThat(why(retry(world, letter, null))).contains("being undone", "/restart");
      world.runUntilQuiet();
      assertThat(why(retry(world, letter, null))).contains("COMPENSATED", saga + "/restart");
      assertThat(world.bean(LetterActs.class).discard(letter, "Done by hand.", ANNA))
          .isEqualTo(new LetterReply.Discarded(letter));
      assertThat(why(retry(world, letter, null))).contains("DISCARDED");
      assertThat(why(world.bean(LetterActs.class).discard(letter, "Again.", ANNA)))
          .contains("DISCARDED");
      assertThat(retry(world, "nothing", null)).isInstanceOf(LetterReply.NotFound.class);
      assertThat(world.bean(AuditLog.class).before(99, 9))
          .extracting(entry -> entry.act().act() + " " + entry.act().outcome())
          .containsExactly(
              "discard refused",
              "retry refused",
              "discard done",
              "retry refused",
              "retry refused",
              "compensate done");
      assertThat(world.bean(AuditLog.class).firstBroken()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_message_nobody_ever_waited_for_is_refused(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      Delivery event = world.queued.remove(0);
      String strange = event.body().replace(saga, "00000000-0000-4000-8000-000000000000");
      world.handle(List.of(world.delivery(event.queue(), strange)));
      assertThat(why(retry(world, letter(world), null))).contains("No saga", "discard");
      world.jdbc().update("update dead_letter set state = 'DISCARDED'");
      world.handle(List.of(world.delivery(event.queue(), "{}")));
      assertThat(why(retry(world, letter(world), null))).contains("Nobody waits", "discard");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void of_two_at_the_same_time_one_is_refused(TestDatabase database) {
    try (SagaWorld world = suspending(database)) {
      String saga = suspended(world);
      world.participants.answers.clear();
      String letter = letter(world);
      List<CompletableFuture<LetterReply>> both =
          Stream.of(1, 2)
              .map(i -> CompletableFuture.supplyAsync(() -> retry(world, letter, null)))
              .toList();

      assertThat(both.stream().map(CompletableFuture::join))
          .hasAtLeastOneElementOfType(LetterReply.Replayed.class)
          .hasAtLeastOneElementOfType(LetterReply.Refused.class);
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_failed_undo_goes_on_and_the_saga_ends_compensated(TestDatabase database) {
    try (SagaWorld world =
        new SagaWorld(database, "onboarding.steps.default.undo.delayed-retries=0")) {
      world.participants.undoAnswers.put("two", LetterDesk::breakDown);
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.compensate(saga);
      world.runUntilQuiet();
      assertThat(world.saga(saga).compensation().error()).isNotNull();
      String first = letter(world);
      assertThat(retry(world, first, null)).isInstanceOf(LetterReply.Replayed.class);
      assertThat(world.saga(saga).compensation().error()).isNull();
      world.runUntilQuiet(); // it breaks again: a second letter
      world.participants.undoAnswers.clear();
      String second = letter(world);
      assertThat(second).isNotEqualTo(first);
      assertThat(retry(world, first, null)).isInstanceOf(LetterReply.Refused.class);
      assertThat(retry(world, second, EventJson.object().put("reason", "x")))
          .isInstanceOf(LetterReply.Faulty.class);
      assertThat(retry(world, second, null)).isInstanceOf(LetterReply.Replayed.class);
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.participants.effects).isEmpty();
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }
}
