package com.hexabuilders.onboarding.saga.deadline;

import static com.hexabuilders.onboarding.saga.step.LockedRowsTest.passSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sweeper does about sagas that are due and locked by another transaction. */
@Timeout(60)
class LockedSleepersTest {

  private static final String OFTEN = "onboarding.sweeper.period=1s";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_saga_locked_for_longer_than_its_time_out_is_not_timed_out(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      passSeconds(world, 7); // sent again once
      HeldRow.ofSaga(world, saga, () -> passSeconds(world, 60));
      world.queued.clear();
      world.pass(Duration.ofSeconds(1));

      assertThat(world.status(saga)).isEqualTo("INITIATED");
      assertThat(world.queued).as("sent again as soon as it was free").hasSize(1);
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @Test
  void a_hundred_locked_sagas_do_not_stop_the_alarm_clock_of_the_next() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES, OFTEN)) {
      IntStream.range(0, 120).forEach(i -> world.start("locked-" + i));
      world.bean(DatabaseClock.class).advance(Duration.ofMillis(100));
      String late = world.start("late");
      world.queued.clear();
      HeldRow.of(
          world,
          "select saga_id from saga where partner_id like ? for update",
          "locked-%",
          () -> passSeconds(world, 6));

      assertThat(world.queued).singleElement().extracting(Delivery::body).asString().contains(late);
    }
  }

  @Test
  void a_locked_table_is_no_outage() {
    try (SagaWorld world = new SagaWorld(TestDatabase.POSTGRES, OFTEN)) {
      IntStream.range(0, 100).forEach(i -> world.start("locked-" + i));
      passSeconds(world, 25);
      Instant healthy = world.bean(SweeperHeartbeat.class).healthySince();
      HeldRow.of(
          world,
          "select saga_id from saga_step where saga_id <> ? for update",
          "none",
          () -> passSeconds(world, 8));
      assertThat(world.bean(SweeperHeartbeat.class).healthySince()).isEqualTo(healthy);

      passSeconds(world, 1);
      assertThat(world.jdbc().queryForList("select distinct status from saga", String.class))
          .as("their time was out")
          .contains("COMPENSATING");
    }
  }

  /** The group that it is moved in breaks because of another saga. */
  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void the_time_for_which_a_saga_was_locked_is_remembered_until_it_has_been_moved(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      passSeconds(world, 7);
      HeldRow.ofSaga(world, saga, () -> passSeconds(world, 60));
      String broken = world.start("broken");
      world
          .jdbc()
          .update(
              "update saga set current_step = 'none', wake_at = created_at, due_at = created_at,"
                  + " resend_at = created_at where saga_id = ?",
              broken);
      world.pass(Duration.ofSeconds(1));

      assertThat(world.status(saga)).isEqualTo("INITIATED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_saga_whose_step_is_locked_does_not_stop_the_alarm_clock_of_the_others(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      String other = world.start("bird");
      passSeconds(world, 25);
      HeldRow.of(
          world,
          "select saga_id from saga_step where saga_id = ? for update",
          saga,
          () -> passSeconds(world, 40));
      assertThat(world.status(other)).isNotEqualTo("INITIATED");
      assertThat(world.status(saga)).isEqualTo("INITIATED");

      world.pass(Duration.ofSeconds(1));
      assertThat(world.status(saga)).isNotEqualTo("INITIATED");
    }
  }
}
