package com.hexabuilders.onboarding.saga.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.state.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deadlines count healthy time, whatever becomes of the database and of its clock. */
class HealthyTimeTest {

  private static final String OFTEN = "onboarding.sweeper.period=1s";
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_outage_changes_no_row_of_what_sleeps(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      world.participants.answers.put("two", () -> new StepOutcome.Waiting("Somebody has to look."));
      List<String> sagas = List.of(world.start("acme"), world.start("bird"));
      world.runUntilQuiet();
      world.pass(Duration.ofSeconds(10));
      List<String> before = rows(world);
      Instant deadline = world.saga(sagas.get(0)).timers().deadlineAt();
      step(world, HOUR);

      assertThat(rows(world)).isEqualTo(before);
      assertThat(Duration.between(deadline, world.saga(sagas.get(0)).timers().deadlineAt()))
          .isBetween(HOUR.minusSeconds(5), HOUR.plusSeconds(5));
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_deadline_that_passes_by_the_clock_only_is_looked_at_and_not_missed(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      world.participants.answers.put("two", () -> new StepOutcome.Waiting("Somebody has to look."));
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.bean(Sweeper.class).sweep();
      step(world, HOUR);
      world.bean(DatabaseClock.class).advance(Duration.ofDays(4));
      world.bean(Sweeper.class).sweep(); // the reminder
      world.pass(Duration.ofDays(3).minus(HOUR).plusMinutes(1)); // by the clock it is time
      assertThat(world.status(saga)).isEqualTo("ONE_DONE");
      world.pass(HOUR);

      assertThat(world.saga(saga).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void after_an_outage_only_what_is_open_is_announced_again_and_each_once(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      world.participants.answers.put("two", () -> new StepOutcome.Waiting("Somebody has to look."));
      world.start("waits");
      world.runUntilQuiet();
      for (int i = 0; i < 150; i++) {
        world.start("runs-" + i);
      }
      world.bean(Sweeper.class).sweep();
      world.queued.clear();
      step(world, Duration.ofMinutes(2));
      assertThat(world.queued).hasSize(150).extracting(Delivery::queue).containsOnly("one");
      world.bean(Sweeper.class).sweep();
      assertThat(world.queued).hasSize(150);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_clock_set_forward_times_nothing_out(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      world.bean(Sweeper.class).sweep();
      world.pass(Duration.ofSeconds(7));
      step(world, HOUR);
      world.pass(Duration.ofSeconds(1));
      assertThat(world.status(saga)).isEqualTo("INITIATED");
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_clock_set_back_delays_no_retry_and_no_re_send(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      world.participants.breaks("one");
      String retries = world.start("acme");
      world.runUntilQuiet();
      String lost = world.start("bird");
      world.queued.clear();
      world.bean(Sweeper.class).sweep();
      step(world, HOUR.negated());
      world.participants.answers.clear();
      world.pass(Duration.ofSeconds(6));
      world.runUntilQuiet();
      assertThat(world.status(retries)).isEqualTo("COMPLETED");
      world.pass(Duration.ofSeconds(11)); // now its queue does not move any more
      world.runUntilQuiet();

      assertThat(world.status(lost)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void after_a_clock_was_set_back_a_partner_id_means_its_newest_saga(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      world.start("acme");
      world.runUntilQuiet();
      world.bean(Sweeper.class).sweep();
      step(world, HOUR.negated());
      String newest = world.start("acme");

      assertThat(world.bean(SagaRepository.class).idOf("acme")).contains(newest);
      try (SagaWorld restarted = new SagaWorld(world.jdbc().getDataSource(), OFTEN)) {
        restarted.bean(DatabaseClock.class).stepDatabase(HOUR.negated());
        restarted.runUntilQuiet();
        world.runUntilQuiet();
        String third = restarted.start("acme");
        assertThat(restarted.bean(SagaRepository.class).idOf("acme")).contains(third);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_outage_in_the_hour_that_a_clock_repeats_is_seen(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, OFTEN)) {
      String saga = world.start("acme");
      world.bean(Sweeper.class).sweep();
      step(world, HOUR.negated());
      world.queued.clear();
      step(world, Duration.ofMinutes(5)); // nobody looked for so long

      assertThat(world.queued).as("sent again").hasSize(1);
      assertThat(world.status(saga)).isEqualTo("INITIATED");
    }
  }

  @Test
  void a_gap_that_an_older_instance_has_ended_counts_for_the_newer_one_too() {
    try (SagaWorld world = new SagaWorld(TestDatabase.H2, OFTEN)) {
      DatabaseClock clock = world.bean(DatabaseClock.class);
      world.bean(Sweeper.class).sweep();
      world.bean(Sweeper.class).sweep();
      clock.stepDatabase(HOUR);
      world
          .jdbc()
          .update(
              "update sweeper_pulse set healthy_at = ?",
              ColumnValues.time(clock.databaseTime().plus(HOUR)));
      clock.synchronise();
      Duration before = clock.away(); // by this, sagas are written until the next beat
      world.bean(Sweeper.class).sweep();

      assertThat(before).isBetween(HOUR.minusSeconds(1), HOUR.plusSeconds(20));
      assertThat(clock.away()).isBetween(before, before.plusSeconds(20));
    }
  }

  /** Sets the database's clock, and sweeps. */
  private static void step(SagaWorld world, Duration by) {
    world.bean(DatabaseClock.class).stepDatabase(by);
    world.bean(Sweeper.class).sweep();
  }

  private static List<String> rows(SagaWorld world) {
    return world
        .jdbc()
        .queryForList(
            "select saga_id, wake_at, due_at, deadline_at, resend_at, retry_at, resends, away_ms"
                + " from saga order by saga_id")
        .stream()
        .map(Object::toString)
        .toList();
  }
}
