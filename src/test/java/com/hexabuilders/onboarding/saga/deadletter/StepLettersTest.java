package com.hexabuilders.onboarding.saga.deadletter;

import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.ANNA;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.letter;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.letterColumn;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.openEntry;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.retry;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.suspended;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.suspending;
import static com.hexabuilders.onboarding.saga.deadletter.LetterDesk.why;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An operator replays the letters of suspended steps and failed undos. */
class StepLettersTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_suspended_step_goes_on_with_a_new_event_and_a_new_budget(TestDatabase database) {
    try (SagaWorld world = suspending(database)) {
      String saga = suspended(world);
      LogEntry given = openEntry(world, saga);
      String letter = letter(world);
      world.participants.answers.clear();

      assertThat(retry(world, letter, null)).isInstanceOf(LetterReply.Replayed.class);
      assertThat(world.saga(saga).waiting()).isFalse();
      assertThat(world.saga(saga).steps().get("two").work().round()).isZero();
      assertThat(world.saga(saga).steps().get("two").errorMessage()).isNull();
      LogEntry again = openEntry(world, saga);
      assertThat(again.type()).isEqualTo(given.type());
      assertThat(again.actor()).isEqualTo("anna");
      assertThat(EventJson.stored(again.body()).get("causationid").asText())
          .isEqualTo(given.eventId())
          .isNotEqualTo(again.eventId());
      world.handle(List.of(world.delivery(given.queue(), given.body()))); // a copy of the old one
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(Collections.frequency(world.participants.calls, "do two")).isEqualTo(2);
      assertThat(world.story(saga)).contains("OperatorActed two");
      SagaStoriesTest.assertRowIsFold(world, saga);
      assertThat(letterColumn(world, letter, "state")).isEqualTo("REPLAYED");
      assertThat(letterColumn(world, letter, "replayed_by")).isEqualTo("anna");
      assertThat(world.bean(AuditLog.class).before(99, 9))
          .singleElement()
          .matches(entry -> entry.act().act().equals("retry") && entry.act().by().equals(ANNA));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_step_that_breaks_again_has_its_retries_again_and_then_a_letter_of_its_own(
      TestDatabase database) {
    try (SagaWorld world =
        new SagaWorld(
            database,
            "onboarding.steps.two.on-exhausted=suspend",
            "onboarding.steps.two.delayed-retries=1")) {
      world.participants.breaks("two");
      String saga = world.start("acme");
      world.runUntilQuiet();
      tryAgain(world);
      String first = letter(world);
      retry(world, first, null);
      world.runUntilQuiet();
      assertThat(world.saga(saga).steps().get("two").status()).isEqualTo(StepStatus.RETRYING);
      tryAgain(world);
      String second = letter(world);
      world.jdbc().update("update dead_letter set state = 'OPEN' where id = ?", first);
      assertThat(why(retry(world, first, null))).contains("no longer waits");
      world.participants.answers.clear();
      retry(world, second, null);
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  private static void tryAgain(SagaWorld world) {
    world.pass(Duration.ofSeconds(2));
    world.runUntilQuiet();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_replay_the_broker_did_not_take_is_sent_by_the_sweeper(TestDatabase database) {
    try (SagaWorld world = suspending(database)) {
      String saga = suspended(world);
      world.participants.answers.clear();
      world.brokerAnswers = false;
      assertThat(retry(world, letter(world), null)).isInstanceOf(LetterReply.Replayed.class);
      assertThat(world.queued).isEmpty();
      world.brokerAnswers = true;
      for (int i = 0; i < 5; i++) { // at first it may be merely queued behind others
        world.pass(Duration.ofSeconds(6));
        world.runUntilQuiet();
      }

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_corrected_fact_counts_for_the_step_and_for_those_after_it(TestDatabase database) {
    try (SagaWorld world = suspending(database)) {
      String saga = suspended(world);
      world.participants.answers.clear();
      ObjectNode edited = EventJson.object().put("partner_id", "acme").put("one_id", "corrected");
      assertThat(retry(world, letter(world), edited)).isInstanceOf(LetterReply.Replayed.class);
      assertThat(EventJson.stored(openEntry(world, saga).body()).at("/data/one_id").asText())
          .isEqualTo("corrected");
      world.runUntilQuiet();

      assertThat(world.participants.told.get("two").get("one_id").asText()).isEqualTo("corrected");
      assertThat(world.participants.told.get("three").get("one_id").asText())
          .isEqualTo("corrected");
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void only_facts_that_were_announced_can_be_corrected(TestDatabase database) {
    try (SagaWorld world = suspending(database)) {
      suspended(world);
      String letter = letter(world);
      ObjectNode edited =
          EventJson.object().put("one_id", 7).put("nombre", "Ana").put("partner_id", "other");
      LetterReply reply = retry(world, letter, edited);

      assertThat(((LetterReply.Faulty) reply).faults())
          .extracting(FieldFault::field)
          .containsExactly("data.one_id", "data.nombre", "data.partner_id");
      assertThat(letterColumn(world, letter, "state")).isEqualTo("OPEN");
      assertThat(world.bean(AuditLog.class).before(99, 9))
          .extracting(entry -> entry.act().outcome())
          .containsExactly("refused");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_correction_brings_no_text_of_a_person_into_the_log(TestDatabase database) {
    try (SagaWorld world = suspending(database)) {
      suspended(world);
      ObjectNode edited = EventJson.object().put("one_id", "Ana Pérez, ana@example.com");

      assertThat(retry(world, letter(world), edited)).isInstanceOf(LetterReply.Faulty.class);
    }
  }
}
