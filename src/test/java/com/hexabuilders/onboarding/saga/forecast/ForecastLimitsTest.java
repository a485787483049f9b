package com.hexabuilders.onboarding.saga.forecast;

import static com.hexabuilders.onboarding.saga.forecast.ForecastsTest.ask;
import static com.hexabuilders.onboarding.saga.forecast.ForecastsTest.forecast;
import static com.hexabuilders.onboarding.saga.forecast.ForecastsTest.handleNext;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply.Forecast;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forecast does not know, does not wait for and does not guess. */
class ForecastLimitsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_effect_that_only_its_participant_knows_is_not_guessed(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.answers.put("one", () -> new StepOutcome.Waiting("A person looks."));
      world.start("acme");
      world.runUntilQuiet();
      assertThat(forecast(world, WhatIf.Action.COMPENSATE, "acme", null).sentence())
          .startsWith("1 step will be undone: one.");
      world.pass(Duration.ofDays(8));
      Forecast late = forecast(world, WhatIf.Action.COMPENSATE, "acme", null);

      assertThat(late.finalStatus()).isNull();
      assertThat(late.effects().get(0).effect()).isNull();
      assertThat(late.sentence())
          .isEqualTo(
              "The saga is COMPENSATING already. Whether one had an effect is not recorded. The"
                  + " saga ends as COMPENSATED if there was anything to undo, otherwise as FAILED.");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_cannot_be_is_said_in_the_acts_own_words(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      assertThat(ask(world, WhatIf.Action.RETRY, saga, null))
          .isEqualTo(
              new ForecastReply.StepWanted(
                  "No step of the saga waits for a person, and no undo has failed; name the step."
                      + " Its steps are one, two, three."));
      assertThat(ask(world, WhatIf.Action.SKIP, saga, "four"))
          .isEqualTo(
              new ForecastReply.NoStep(
                  "The saga has no step \"***\"; its steps are one, two, three."));
      assertThat(ask(world, WhatIf.Action.COMPENSATE, "nobody", null))
          .isEqualTo(new ForecastReply.NoSaga());
      assertThat(forecast(world, WhatIf.Action.RETRY, saga, "two").sentence())
          .startsWith("The step is not begun in a saga that is INITIATED;");
      world.compensate(saga);
      world.runUntilQuiet();

      Forecast ended = forecast(world, WhatIf.Action.COMPENSATE, saga, null);
      assertThat(ended.possible()).isFalse();
      assertThat(ended.sentence())
          .isEqualTo("The saga is COMPENSATED, which never changes; nothing is left to undo.");
      assertThat(world.jdbc().queryForList("select act from audit", String.class))
          .containsExactly("compensate");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_forecast_waits_for_no_lock(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      long begin = System.nanoTime();
      Forecast forecast =
          HeldRow.ofSaga(
              world, saga, () -> forecast(world, WhatIf.Action.COMPENSATE, "acme", null));

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      assertThat(forecast.sentence())
          .isEqualTo("No step has an effect to undo. The saga ends as COMPENSATED.");
      assertThat(world.status(saga)).isEqualTo("INITIATED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_is_committed_while_the_saga_is_read_is_not_seen_by_halves(TestDatabase database) {
    BetweenReads reads = new BetweenReads(database.fresh());
    try (SagaWorld world = new SagaWorld(reads)) {
      String saga = world.start("acme");
      reads.before("from saga_step", () -> handleNext(world));
      Forecast forecast = forecast(world, WhatIf.Action.COMPENSATE, saga, null);

      assertThat(world.status(saga)).as("moved on meanwhile").isEqualTo("ONE_DONE");
      assertThat(forecast.status()).isEqualTo("ONE_DONE");
      assertThat(forecast.asOfSeq()).isEqualTo(2);
      assertThat(forecast.sentence()).startsWith("1 step will be undone: one.");
    }
  }
}
