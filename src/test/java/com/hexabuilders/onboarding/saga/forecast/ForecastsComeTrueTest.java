package com.hexabuilders.onboarding.saga.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply.Forecast;
import com.hexabuilders.onboarding.saga.operator.ActReply;
import com.hexabuilders.onboarding.saga.operator.CompensationReply;
import com.hexabuilders.onboarding.saga.operator.CompensationRequests;
import com.hexabuilders.onboarding.saga.operator.StepActs;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StepAct;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sagas in random states: each forecast changes no row, and equals what the act and the saga's run
 * to its end then write. The seed is fixed, so a failure can be repeated.
 */
class ForecastsComeTrueTest {

  private static final int FORECASTS = 100;
  private static final int MOST_SAGAS = 500;
  private static final String[] KINDS = {
    "running",
    "retrying",
    "review",
    "suspended",
    "compensating",
    "undo retrying",
    "undo failed",
    "COMPLETED",
    "COMPENSATED",
    "FAILED"
  };

  private final Random random = new Random(20261201);
  private final Map<String, Integer> kinds = new TreeMap<>();
  private int fulfilled;
  private int refused;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_hundred_random_forecasts_change_nothing_and_equal_the_later_run(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, RandomStates.SETTINGS)) {
      RandomStates states = new RandomStates(world, random);
      for (int i = 0; fulfilled < FORECASTS && i < MOST_SAGAS; i++) {
        String saga = states.next();
        String kind = RandomStates.kind(world.saga(saga));
        kinds.merge(kind, 1, Integer::sum);
        WhatIf asked = ask(world.saga(saga), states);
        judge(world, saga, asked, forecast(world, asked));
        settle(world, saga);
        world.queued.clear();
      }
      assertThat(fulfilled).isEqualTo(FORECASTS);
      assertThat(refused).isGreaterThan(20);
      assertThat(kinds).containsOnlyKeys(KINDS);
    }
  }

  /** Mostly an act that can be; of a saga that waits also by its partner's id. */
  private WhatIf ask(Saga saga, RandomStates states) {
    boolean onStep = saga.waiting() ? random.nextInt(3) > 0 : random.nextInt(4) == 0;
    WhatIf.Action action =
        !onStep
            ? WhatIf.Action.COMPENSATE
            : random.nextBoolean() ? WhatIf.Action.RETRY : WhatIf.Action.SKIP;
    String step = onStep && random.nextInt(3) == 0 ? states.anyStep() : null;
    String id = random.nextBoolean() ? saga.id() : saga.identity().partnerId();
    return new WhatIf(action, id, step, AuditEntry.Actor.LOCAL);
  }

  private static ForecastReply forecast(SagaWorld world, WhatIf asked) {
    Map<String, String> before = Tables.rows(world.jdbc());
    int sent = world.observed.size();
    world.participants.calls.clear();
    ForecastReply reply = world.bean(Forecasts.class).of(asked);
    assertThat(Tables.rows(world.jdbc())).isEqualTo(before);
    assertThat(world.observed).hasSize(sent);
    assertThat(world.participants.calls).isEmpty();
    return reply;
  }

  private void judge(SagaWorld world, String saga, WhatIf asked, ForecastReply reply) {
    if (reply instanceof ForecastReply.StepWanted) {
      assertThat(world.saga(saga).waiting()).isFalse();
      return;
    }
    Forecast forecast = (Forecast) reply;
    assertThat(forecast.sagaId()).isEqualTo(saga);
    assertThat(forecast.asOfSeq()).isEqualTo(world.saga(saga).log().lastSeq());
    assertThat(forecast.status()).isEqualTo(world.status(saga));
    String why = act(world, asked, forecast);
    assertThat(forecast.possible()).isEqualTo(why == null);
    if (forecast.possible()) {
      settle(world, saga);
      Fulfilment.compare(world, forecast);
      fulfilled++;
    } else {
      assertThat(forecast.sentence()).isEqualTo(why);
      assertThat(forecast.effects()).isEmpty();
      assertThat(forecast.finalStatus()).isNull();
      refused++;
    }
  }

  /** Does the act, and returns the sentence that refuses it; null if it was done. */
  private static String act(SagaWorld world, WhatIf asked, Forecast forecast) {
    if (asked.action() == WhatIf.Action.COMPENSATE) {
      CompensationReply reply =
          world.bean(CompensationRequests.class).request(asked.saga(), "Why not.", asked.by());
      return reply instanceof CompensationReply.Refused no ? no.sentence() : null;
    }
    StepAct.Verb verb = StepAct.Verb.valueOf(asked.action().name());
    ActReply reply =
        world
            .bean(StepActs.class)
            .act(new StepAct(verb, asked.saga(), forecast.step(), "Why not.", null, asked.by()));
    return reply instanceof ActReply.Refused no ? no.sentence() : null;
  }

  /** Runs a saga until it is final or waits for a person. */
  private static void settle(SagaWorld world, String saga) {
    world.runUntilQuiet();
    for (int i = 0; i < 20 && !world.saga(saga).isFinal() && !world.saga(saga).waiting(); i++) {
      world.pass(Duration.ofSeconds(7));
      world.runUntilQuiet();
    }
  }
}
