package com.hexabuilders.onboarding.saga.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.FailureKind;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import com.hexabuilders.onboarding.saga.state.StartSource;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Re-sends and time-outs: the test lets time pass instead of waiting. */
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
      assertThat(row.failure().kind()).isEqualTo(FailureKind.TIMEOUT);
      assertThat(row.failure().reason()).isEqualTo("The step was not done within 30 seconds.");
      assertThat(row.compensation().requestedBy()).isEqualTo("timeout");
      assertThat(row.steps().get("two").status()).isEqualTo(StepStatus.TIMED_OUT);
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
  void an_outage_of_ten_hours_moves_deadlines_and_sends_again_before_it_judges(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.sweeper.period=1s")) {
      String saga = world.start("acme");
      world.queued.clear();
      world.pass(Duration.ofSeconds(6));
      Instant deadline = world.saga(saga).timers().deadlineAt();
      world.queued.clear();
      world
          .jdbc()
          .update(
              "update sweeper_pulse set healthy_at = healthy_at - interval '10' hour, beat_at = beat_at - interval '10' hour");
      world.pass(Duration.ofHours(10));

      assertThat(Duration.between(deadline, world.saga(saga).timers().deadlineAt()))
          .isBetween(Duration.ofHours(10), Duration.ofHours(10).plusSeconds(10));
      assertThat(world.queued).as("sent again at once").hasSize(1);
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_an_outage_lost_is_sent_again_although_its_queue_moves(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.sweeper.period=1s")) {
      String early = world.start("early");
      String late = world.start("late");
      world.bean(Sweeper.class).sweep();
      world.handle(List.of(world.queued.remove(0))); // the queue has just moved up to the early one
      world.queued.clear(); // and the broker lost everything else
      world
          .jdbc()
          .update(
              "update sweeper_pulse set healthy_at = healthy_at - interval '60' second, beat_at = beat_at - interval '60' second");
      world.bean(Sweeper.class).sweep();
      world.runUntilQuiet();

      assertThat(world.status(early)).isEqualTo("COMPLETED");
      assertThat(world.status(late)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_retry_that_fell_due_in_an_outage_is_made_and_not_timed_out(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.sweeper.period=1s")) {
      world.participants.breaks("one");
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.bean(Sweeper.class).sweep();
      world
          .jdbc()
          .update(
              "update sweeper_pulse set healthy_at = healthy_at - interval '10' minute, beat_at = beat_at - interval '10' minute");
      world.participants.answers.clear();
      world.pass(Duration.ofMinutes(10));
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
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
      assertThat(world.saga(saga).timers().resends()).isZero();
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

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_sweep_that_has_much_to_do_is_no_outage(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, "onboarding.sweeper.period=100ms")) {
      List<StartRequest> many =
          IntStream.range(0, 1_000)
              .mapToObj(i -> SagaWorld.request("many-" + i, "content", StartSource.REST, null))
              .toList();
      world.bean(SagaStarts.class).start(SagaWorld.TYPE, many);
      world.bean(Sweeper.class).sweep();
      world.pass(Duration.ofSeconds(6));
      assertThat(world.queued).hasSize(1_000);
      world.queued.clear();
      world.bean(Sweeper.class).sweep();

      assertThat(world.queued).as("sent again a second time, right after the first").isEmpty();
    }
  }
}
