package com.hexabuilders.onboarding.saga.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.FailureKind;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What follows when a call breaks: the test lets time pass instead of waiting. */
class RetriesTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_broken_step_is_called_fifteen_times_and_then_compensated(TestDatabase database) {
    try (SagaWorld world =
        new SagaWorld(
            database, "onboarding.steps.two.timeout=1m", "onboarding.steps.two.jitter=0")) {
      world.participants.breaks("two");
      String saga = world.start("acme");
      world.runUntilQuiet();
      for (int second = 0; second < 14; second++) {
        world.pass(Duration.ofSeconds(1));
        world.runUntilQuiet();
      }

      Saga row = world.saga(saga);
      assertThat(row.status()).isEqualTo("COMPENSATED");
      assertThat(row.steps().get("two").work().attempts()).isEqualTo(15);
      assertThat(row.failure().kind()).isEqualTo(FailureKind.EXHAUSTED);
      assertThat(Collections.frequency(world.participants.calls, "do two")).isEqualTo(5);
      assertThat(world.story(saga).stream().filter("StepRetryScheduled two"::equals)).hasSize(4);
      assertThat(row.failure().reason()).doesNotContain("personal");
      assertThat(world.jdbc().queryForList("select kind, attempts, saga_id from dead_letter"))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.get("kind")).isEqualTo("EXHAUSTED");
                assertThat(letter.get("attempts")).isEqualTo(15);
                assertThat(letter.get("saga_id")).isEqualTo(saga);
              });
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void copies_are_absorbed_while_a_retry_is_scheduled(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.breaks("one");
      String saga = world.start("acme");
      Delivery event = world.queued.get(0);
      world.runUntilQuiet();
      Instant next = world.saga(saga).timers().retryAt();
      world.handle(List.of(world.delivery(event.queue(), event.body())));

      assertThat(Collections.frequency(world.participants.calls, "do one")).isEqualTo(1);
      assertThat(world.saga(saga).timers().retryAt()).isEqualTo(next).isNotNull();
      world.participants.answers.clear();
      world.pass(Duration.ofSeconds(2));
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.saga(saga).steps().get("one").work().attempts()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_suspended_step_waits_for_a_person_and_then_times_out(TestDatabase database) {
    try (SagaWorld world =
        new SagaWorld(
            database,
            "onboarding.steps.one.on-exhausted=suspend",
            "onboarding.steps.one.delayed-retries=0",
            "onboarding.steps.one.person-timeout=7d")) {
      world.participants.breaks("one");
      String saga = world.start("acme");
      world.runUntilQuiet();
      assertThat(world.saga(saga).steps().get("one").status()).isEqualTo(StepStatus.WAITING);
      world.pass(Duration.ofDays(6));
      assertThat(world.status(saga)).isEqualTo("INITIATED");
      world.pass(Duration.ofDays(2));
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("FAILED");
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_undo_that_keeps_breaking_waits_loudly_and_undoes_nothing_before_it(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.undoAnswers.put(
          "two",
          () -> {
            throw new IllegalStateException("broken");
          });
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.compensate(saga);
      world.runUntilQuiet();
      for (int i = 0; i < 10; i++) {
        world.pass(Duration.ofSeconds(6));
        world.runUntilQuiet();
      }

      Saga row = world.saga(saga);
      assertThat(row.status()).isEqualTo("COMPENSATING");
      assertThat(row.compensation().error()).isNotNull();
      assertThat(row.steps().get("two").status()).isEqualTo(StepStatus.COMPENSATION_FAILED);
      assertThat(row.steps().get("one").status()).isEqualTo(StepStatus.DONE);
      assertThat(row.timers().dueAt()).isNotNull();
      assertThat(world.participants.effects).contains(saga + " one", saga + " two");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_participant_that_swallows_an_error_of_its_sql_is_broken_and_not_the_database(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.steps.two.delayed-retries=0")) {
      world.participants.answers.put("two", () -> swallowing(world.jdbc()));
      String saga = world.start("acme");
      world.runUntilQuiet();
      assertThat(world.status(saga))
          .isEqualTo(database == TestDatabase.H2 ? "COMPLETED" : "COMPENSATED");
    }
  }

  private static StepOutcome swallowing(JdbcTemplate jdbc) {
    try {
      jdbc.update("insert into no_such_table values (1)");
    } catch (DataAccessException swallowed) {
      // as a participant would that takes it for harmless
    }
    return new StepOutcome.Done(EventJson.object());
  }
}
