package com.hexabuilders.onboarding.saga.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.deadline.Sweeper;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.StartSource;
import com.hexabuilders.onboarding.saga.state.Timers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What no step is timed out for: outages just over, stalls, slow sweeps, readers held up. */
class FairJudgementTest {

  private static final String OFTEN = "onboarding.sweeper.period=1s";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void readers_have_time_to_come_back_after_an_outage(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      for (int second = 0; second < 27; second++) {
        world.queued.clear();
        world.pass(Duration.ofSeconds(1));
      }
      world.queued.clear();
      outage(world, Duration.ofMinutes(1));
      assertThat(world.queued).as("sent again").hasSize(1);
      world.pass(Duration.ofSeconds(6)); // later than the deadline, and nobody has read it yet

      assertThat(world.status(saga)).isEqualTo("INITIATED");
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_stall_of_seconds_counts_for_no_deadline_and_sends_nothing_again(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      world.queued.clear();
      world.bean(Sweeper.class).sweep();
      Timers before = world.saga(saga).timers();
      outage(world, Duration.ofSeconds(4));

      assertThat(world.queued).isEmpty();
      assertThat(Duration.between(before.deadlineAt(), world.saga(saga).timers().deadlineAt()))
          .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_sweep_whose_sending_is_slow_is_no_outage(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      List<StartRequest> many =
          IntStream.range(0, 101)
              .mapToObj(i -> SagaWorld.request("many-" + i, "content", StartSource.REST, null))
              .toList();
      world.bean(SagaStarts.class).start(SagaWorld.TYPE, many);
      for (int second = 0; second < 4; second++) {
        world.pass(Duration.ofSeconds(1));
      }
      world.whileSending = // for each hundred; not for ever, should it be taken for an outage
          () -> unseen(world, Duration.ofSeconds(world.queued.size() < 1_000 ? 6 : 0));
      world.pass(Duration.ofSeconds(2));

      assertThat(world.queued).as("sent again once").hasSize(101);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void readers_that_are_held_up_let_no_clock_run_out(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      world.queued.clear();
      for (int second = 0; second < 90; second++) {
        if (second % 5 == 0) {
          world.bean(StepProgress.class).noteHeldUp("one");
        }
        world.pass(Duration.ofSeconds(1));
      }
      assertThat(world.status(saga)).isEqualTo("INITIATED");
      for (int second = 0; second < 30 && world.queued.isEmpty(); second++) {
        world.pass(Duration.ofSeconds(1));
      }
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_reader_without_messages_holds_nothing_up(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      world.start("earlier");
      world.handle(List.of(world.queued.remove(0)));
      world.start("acme");
      world.queued.clear();
      for (int second = 0; second < 20; second++) {
        world.bean(StepProgress.class).probe(); // of an instance without a broker
        world.pass(Duration.ofSeconds(1));
      }

      assertThat(world.queued).extracting(Delivery::queue).contains("one");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_queued_for_longer_than_its_time_out_still_gets_its_retries(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      for (int second = 0; second < 60; second++) {
        world.bean(StepProgress.class).noteHeldUp("one");
        world.pass(Duration.ofSeconds(1));
      }
      world.participants.breaks("one");
      world.handle(List.of(world.queued.remove(0)));
      Timers timers = world.saga(saga).timers();

      assertThat(Duration.between(timers.retryAt(), timers.deadlineAt()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void after_an_outage_a_saga_is_due_at_the_earliest_of_its_times(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      world.participants.breaks("one");
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.bean(Sweeper.class).sweep();
      world.jdbc().update("update saga set retry_at = retry_at + interval '10' hour");
      outage(world, Duration.ofSeconds(10));

      assertThat(world.saga(saga).timers().dueAt())
          .isEqualTo(world.saga(saga).timers().deadlineAt());
      assertThat(
              world
                  .jdbc()
                  .queryForObject(
                      "select count(*) from saga where due_at = deadline_at", Integer.class))
          .isEqualTo(1);
    }
  }

  /** No sweep saw database and broker for so long. */
  private static void outage(SagaWorld world, Duration time) {
    unseen(world, time);
    world.pass(time);
  }

  private static void unseen(SagaWorld world, Duration time) {
    world
        .jdbc()
        .update(
            """
            update sweeper_pulse set healthy_at = healthy_at - %1$d * interval '1' second,
              beat_at = beat_at - %1$d * interval '1' second
            """
                .formatted(time.toSeconds()));
  }
}
