package com.hexabuilders.onboarding.saga.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.deadletter.LetterActs;
import com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The time persons take is not the service's own, and all other time is. */
class OwnDurationTest {

  private static final String SUSPENDING = "onboarding.steps.two.on-exhausted=suspend";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void the_wait_for_a_review_is_not_counted_and_what_comes_after_it_is(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.answers.put("two", () -> new StepOutcome.Waiting("Somebody has to look."));
      String saga = world.start("acme");
      world.runUntilQuiet();
      world.pass(Duration.ofDays(2));
      world.pass(Duration.ofDays(2)); // a reminder in between
      OperatorVerbsTest.act(world, Verb.APPROVE, saga, "two");
      world.queued.clear(); // lost
      world.pass(Duration.ofSeconds(20));
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(hours(world, "saga.duration")).isBetween(96.0, 96.1);
      assertThat(hours(world, "saga.own.duration") * 3600).isBetween(20.0, 60.0);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void every_wait_of_a_suspended_step_is_left_out_however_it_goes_on(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, SUSPENDING)) {
      world.participants.breaks("two");
      String saga = world.start("acme");
      OperatorVerbsTest.exhaust(world);
      world.pass(Duration.ofHours(5));
      OperatorVerbsTest.act(world, Verb.RETRY, saga, "two");
      OperatorVerbsTest.exhaust(world);
      world.pass(Duration.ofHours(7));
      world.participants.answers.clear();
      world.bean(LetterActs.class).retry(openLetter(world), null, AuditEntry.Actor.LOCAL);
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(hours(world, "saga.duration")).isGreaterThan(12);
      assertThat(hours(world, "saga.own.duration")).isBetween(0.001, 0.1);
    }
  }

  private static String openLetter(SagaWorld world) {
    return world
        .jdbc()
        .queryForObject("select id from dead_letter where state = 'OPEN'", String.class);
  }

  private static double hours(SagaWorld world, String meter) {
    return world
            .bean(MeterRegistry.class)
            .get(meter)
            .tags("outcome", "COMPLETED")
            .timer()
            .totalTime(TimeUnit.SECONDS)
        / 3600;
  }
}
