package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Retries, re-sends and time-outs: the test lets time pass instead of waiting. */
class DeadlinesTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_lost_message_is_sent_again_with_the_same_id(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      Delivery lost = world.queued.remove(0);
      world.pass(Duration.ofSeconds(4));
      assertThat(world.queued).isEmpty();
      world.pass(Duration.ofSeconds(2));

      assertThat(world.queued).singleElement().extracting(Delivery::body).isEqualTo(lost.body());
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void resends_double_and_a_step_nobody_does_times_out_and_is_undone(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.handle(List.of(world.queued.remove(0)));
      for (int second = 0; second < 31; second++) {
        world.queued.removeIf(delivery -> delivery.queue().equals("two"));
        world.pass(Duration.ofSeconds(1));
      }
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      Saga row = world.saga(saga);
      assertThat(row.failureKind).isEqualTo(FailureKind.TIMEOUT);
      assertThat(row.failureReason).isEqualTo("The step was not done within 30 seconds.");
      assertThat(row.compensationBy).isEqualTo("timeout");
      assertThat(row.step("two").orElseThrow().status).isEqualTo(StepStatus.TIMED_OUT);
      assertThat(world.participants.effects).isEmpty();
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_timeout_needs_a_resend_that_was_really_sent(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.queued.clear();
      world.pass(Duration.ofMinutes(10));

      assertThat(world.status(saga)).isEqualTo("INITIATED");
      assertThat(world.queued).hasSize(1);
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

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
      assertThat(row.status).isEqualTo("COMPENSATED");
      assertThat(row.step("two").orElseThrow().attempts).isEqualTo(15);
      assertThat(row.failureKind).isEqualTo(FailureKind.EXHAUSTED);
      assertThat(Collections.frequency(world.participants.calls, "do two")).isEqualTo(5);
      assertThat(world.story(saga).stream().filter("StepRetryScheduled two"::equals)).hasSize(4);
      assertThat(row.failureReason).doesNotContain("personal");
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
      Instant next = world.saga(saga).timers.retryAt;
      world.handle(List.of(world.delivery(event.queue(), event.body())));

      assertThat(Collections.frequency(world.participants.calls, "do one")).isEqualTo(1);
      assertThat(world.saga(saga).timers.retryAt).isEqualTo(next).isNotNull();
      world.participants.answers.clear();
      world.pass(Duration.ofSeconds(2));
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.saga(saga).step("one").orElseThrow().attempts).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_outage_moves_deadlines_instead_of_failing_sagas(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.sweeper.period=1s")) {
      String saga = world.start("acme");
      world.bean(Sweeper.class).sweep();
      Instant deadline = world.saga(saga).timers.deadlineAt;
      world
          .jdbc()
          .update("update sweeper_pulse set healthy_at = healthy_at - interval '90' second");
      world.bean(Sweeper.class).sweep();

      assertThat(Duration.between(deadline, world.saga(saga).timers.deadlineAt))
          .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
      assertThat(world.status(saga)).isEqualTo("INITIATED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void nothing_is_judged_while_the_broker_is_away(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.queued.clear();
      world.brokerAnswers = false;
      assertThatThrownBy(() -> world.pass(Duration.ofMinutes(5)))
          .isInstanceOf(InfrastructureTrouble.class);

      assertThat(world.status(saga)).isEqualTo("INITIATED");
      assertThat(world.saga(saga).timers.resends).isZero();
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
      assertThat(world.saga(saga).step("one").orElseThrow().status).isEqualTo(StepStatus.WAITING);
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
      assertThat(row.status).isEqualTo("COMPENSATING");
      assertThat(row.compensationError).isNotNull();
      assertThat(row.step("two").orElseThrow().status).isEqualTo(StepStatus.COMPENSATION_FAILED);
      assertThat(row.step("one").orElseThrow().status).isEqualTo(StepStatus.DONE);
      assertThat(row.timers.dueAt()).isNotNull();
      assertThat(world.participants.effects).contains(saga + " one", saga + " two");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_lost_undo_request_and_a_lost_last_outcome_are_sent_again(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      while (!world.queued.get(0).queue().equals("completion")) {
        world.handle(List.of(world.queued.remove(0)));
      }
      world.queued.clear();
      world.pass(Duration.ofSeconds(6));
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");

      world.compensate(saga);
      world.queued.clear();
      world.pass(Duration.ofSeconds(6));
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
    }
  }
}
