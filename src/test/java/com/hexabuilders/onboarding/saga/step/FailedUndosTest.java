package com.hexabuilders.onboarding.saga.step;

import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.act;
import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.exhaust;
import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.letters;
import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.moved;
import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.metrics.SagaCensus;
import com.hexabuilders.onboarding.saga.operator.ActReply;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person may do about an undo that failed. */
class FailedUndosTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_failed_undo_is_retried_with_a_fresh_budget(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = stuck(world);
      assertThat(countedAsStuck(world)).isEqualTo(1);
      act(world, Verb.RETRY, saga, "two");
      assertThat(world.saga(saga).compensation().error()).isNull();
      assertThat(countedAsStuck(world)).as("tried again").isZero();
      assertThat(step(world, saga, "two").status()).isEqualTo(StepStatus.DONE);
      exhaust(world);
      assertThat(step(world, saga, "two").status()).isEqualTo(StepStatus.COMPENSATION_FAILED);
      assertThat(world.saga(saga).compensation().error()).isNotNull();

      world.participants.undoAnswers.clear();
      act(world, Verb.RETRY, saga, "two");
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
      assertThat(world.participants.effects).isEmpty();
      assertThat(Collections.frequency(world.participants.calls, "undo two")).isEqualTo(11);
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_failed_undo_is_skipped_or_resolved_and_the_walk_goes_on_in_order(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      for (Verb verb : List.of(Verb.SKIP, Verb.RESOLVE)) {
        String saga = stuck(world);
        String ended = verb == Verb.SKIP ? "SKIPPED" : "COMPENSATED";
        assertThat(act(world, verb, saga, "two")).isEqualTo(moved(world, saga, ended));
        assertThat(act(world, verb, saga, "two")).isInstanceOf(ActReply.Refused.class);
        assertThat(world.participants.calls).doesNotContain("undo one");
        assertThat(letters(world)).containsOnly("DISCARDED");
        world.runUntilQuiet();

        assertThat(world.status(saga)).isEqualTo("COMPENSATED");
        assertThat(step(world, saga, "two").status()).hasToString(ended);
        assertThat(step(world, saga, "two").undo().undone()).isEqualTo(verb == Verb.RESOLVE);
        assertThat(world.saga(saga).compensation().error()).isNull();
        assertThat(world.story(saga))
            .containsSubsequence(
                "OperatorActed two",
                "CompensationCompleted two",
                "CompensationRequested one",
                "CompensationCompleted one");
        assertThat(undoneOf(world, saga))
            .isEqualTo(
                verb == Verb.RESOLVE ? "true Because. (reference: INC-1)" : "false Because.");
        assertThat(world.participants.effects).containsOnly(saga + " two");
        SagaStoriesTest.assertRowIsFold(world, saga);
        world.participants.effects.clear();
        world.participants.calls.clear();
      }
      assertThat(counted(world, "skip", "done")).isEqualTo(1);
      assertThat(counted(world, "skip", "refused")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_was_decided_while_the_broker_was_away_is_sent_by_the_sweeper(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = stuck(world);
      world.brokerAnswers = false;
      act(world, Verb.SKIP, saga, "two");
      world.brokerAnswers = true;
      world.pass(Duration.ofSeconds(6));
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
    }
  }

  /** By a census that has counted nothing before. */
  private static long countedAsStuck(SagaWorld world) {
    return new SagaCensus(world.jdbc(), world.bean(Clock.class)).stuck(SagaWorld.TYPE);
  }

  private static String stuck(SagaWorld world) {
    String saga = world.start("acme");
    world.runUntilQuiet();
    world.participants.undoAnswers.put(
        "two",
        () -> {
          throw new IllegalStateException("broken");
        });
    world.compensate(saga);
    exhaust(world);
    assertThat(step(world, saga, "two").status()).isEqualTo(StepStatus.COMPENSATION_FAILED);
    return saga;
  }

  private static String undoneOf(SagaWorld world, String saga) {
    return world.log(saga).stream()
        .filter(entry -> entry.type().equals("CompensationCompleted"))
        .filter(entry -> "two".equals(entry.step()))
        .map(entry -> EventJson.stored(entry.body()).get("data"))
        .map(data -> data.get("undone").asBoolean() + " " + data.get("reason").asText())
        .findFirst()
        .orElseThrow();
  }

  private static double counted(SagaWorld world, String act, String outcome) {
    return world
        .bean(MeterRegistry.class)
        .get("saga.operator.acts")
        .tags("act", act, "outcome", outcome)
        .counter()
        .count();
  }
}
