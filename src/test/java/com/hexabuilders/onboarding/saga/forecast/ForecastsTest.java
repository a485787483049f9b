package com.hexabuilders.onboarding.saga.forecast;

import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.exhaust;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply.Forecast;
import com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person is told before an act. */
class ForecastsTest {

  private static final String SUSPENDING = "onboarding.steps.two.on-exhausted=suspend";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_running_saga_is_fenced_and_undone_from_its_end(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      handleNext(world);
      handleNext(world);
      Forecast forecast = forecast(world, WhatIf.Action.COMPENSATE, "acme", null);

      assertThat(forecast.sentence())
          .isEqualTo(
              "2 steps will be undone, in this order: two, one. The saga ends as COMPENSATED.");
      assertThat(shown(forecast))
          .containsExactly(
              "5 fence three false StepFenced",
              "7 undo three false CompensationCompleted",
              "9 undo two true CompensationCompleted",
              "11 undo one true CompensationCompleted",
              "11 end null false null");
      assertThat(forecast.effects().get(1).sentence())
          .isEqualTo("The step 'three' has not run, so it needs no undo.");
      assertThat(forecast)
          .extracting("sagaId", "partnerId", "status", "asOfSeq", "finalStatus")
          .containsExactly(saga, "acme", "TWO_DONE", 3, "COMPENSATED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_suspended_step_is_retried_and_the_steps_after_it_run(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, SUSPENDING)) {
      world.participants.breaks("two");
      world.start("acme");
      exhaust(world);
      Forecast retried = forecast(world, WhatIf.Action.RETRY, "acme", null);

      assertThat(retried.step()).isEqualTo("two");
      assertThat(retried.sentence())
          .isEqualTo("2 steps will run, in this order: two, three. The saga ends as COMPLETED.");
      assertThat(retried.effects()).extracting(Effect::event).endsWith("ThreeDone", "AllDone");
      Forecast skipped = forecast(world, WhatIf.Action.SKIP, "acme", null);
      assertThat(skipped.possible()).isFalse();
      assertThat(skipped.sentence()).contains("has had no effect", "retry it");
      assertThat(forecast(world, WhatIf.Action.COMPENSATE, "acme", null).sentence())
          .startsWith("1 step will be undone: one.");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_failed_undo_is_skipped_or_retried_and_the_walk_goes_on(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      stuck(world);
      Forecast skipped = forecast(world, WhatIf.Action.SKIP, "acme", "two");
      Forecast retried = forecast(world, WhatIf.Action.RETRY, "acme", null);
      Forecast compensated = forecast(world, WhatIf.Action.COMPENSATE, "acme", null);

      assertThat(skipped.sentence())
          .isEqualTo(
              "The undo of two will be left out. 1 step will be undone: one. The saga ends as"
                  + " COMPENSATED.");
      assertThat(skipped.effects().get(0).sentence())
          .isEqualTo("The undo of the step 'two' will be left out, and its effect stays.");
      assertThat(retried.sentence()).startsWith("2 steps will be undone, in this order: two, one.");
      assertThat(compensated.possible()).isTrue();
      assertThat(compensated.effects()).isEmpty();
      assertThat(compensated.finalStatus()).isEqualTo("COMPENSATING");
      assertThat(compensated.sentence())
          .isEqualTo(
              "The saga is COMPENSATING already. The saga stays COMPENSATING until a person decides"
                  + " about the step 'two'.");
    }
  }

  static void handleNext(SagaWorld world) {
    world.handle(List.of(world.queued.remove(0)));
  }

  private static void stuck(SagaWorld world) {
    String saga = world.start("acme");
    world.runUntilQuiet();
    world.participants.undoAnswers.put(
        "two",
        () -> {
          throw new IllegalStateException("broken");
        });
    world.compensate(saga);
    exhaust(world);
    assertThat(OperatorVerbsTest.act(world, Verb.APPROVE, saga, "two").toString())
        .contains("COMPENSATION_FAILED");
  }

  private static List<String> shown(Forecast forecast) {
    return forecast.effects().stream()
        .map(
            e ->
                e.seq()
                    + " "
                    + e.what().word()
                    + " "
                    + e.step()
                    + " "
                    + e.effect()
                    + " "
                    + e.event())
        .toList();
  }

  static Forecast forecast(SagaWorld world, WhatIf.Action action, String saga, String step) {
    return (Forecast) ask(world, action, saga, step);
  }

  static ForecastReply ask(SagaWorld world, WhatIf.Action action, String saga, String step) {
    return world.bean(Forecasts.class).of(new WhatIf(action, saga, step, AuditEntry.Actor.LOCAL));
  }
}
