package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import com.hexabuilders.onboarding.saga.state.StepAct;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import com.hexabuilders.onboarding.saga.state.WaitingFor;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person may do about suspended steps. */
public class OperatorVerbsTest {

  private static final String[] SUSPENDING = {
    "onboarding.steps.two.on-exhausted=suspend",
    "onboarding.steps.two.delayed-retries=1",
    "onboarding.steps.two.person-timeout=7d"
  };

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_suspended_step_is_retried_with_a_fresh_budget_and_its_recorded_event(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, SUSPENDING)) {
      String saga = suspended(world);
      assertThat(step(world, saga, "two").waitingFor()).isEqualTo(WaitingFor.SUSPENDED);

      assertThat(act(world, Verb.RETRY, saga, "two")).isEqualTo(moved(world, saga, "PENDING"));
      assertThat(world.queued).singleElement().matches(event -> event.queue().equals("two"));
      assertThat(world.saga(saga).timers().deadlineAt())
          .isBefore(world.bean(DatabaseClock.class).instant().plusSeconds(31));
      assertThat(letters(world)).containsExactly("REPLAYED");
      exhaust(world);
      assertThat(step(world, saga, "two").status()).as("broke again").isEqualTo(StepStatus.WAITING);

      world.participants.answers.clear();
      act(world, Verb.RETRY, saga, "two");
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.story(saga)).contains("OperatorActed two");
      assertThat(Collections.frequency(world.participants.calls, "do two")).isEqualTo(5);
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_step_without_an_effect_cannot_be_skipped_resolved_or_reviewed(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, SUSPENDING)) {
      String saga = suspended(world);
      for (Verb verb : List.of(Verb.SKIP, Verb.RESOLVE, Verb.APPROVE, Verb.REJECT)) {
        assertThat(act(world, verb, saga, "two")).isInstanceOf(ActReply.Refused.class);
      }
      assertThat(act(world, Verb.SKIP, saga, "two").toString())
          .contains("has had no effect", "retry it, or compensate the saga");
      assertThat(act(world, Verb.RETRY, saga, "one")).isInstanceOf(ActReply.Refused.class);
      assertThat(act(world, Verb.RETRY, saga, "three")).isInstanceOf(ActReply.Refused.class);
      assertThat(act(world, Verb.RETRY, saga, "four")).isInstanceOf(ActReply.Unknown.class);
      assertThat(act(world, Verb.RETRY, "nobody", "two")).isInstanceOf(ActReply.Unknown.class);

      assertThat(step(world, saga, "two").status()).isEqualTo(StepStatus.WAITING);
      assertThat(world.story(saga)).doesNotContain("OperatorActed two");
      assertThat(world.jdbc().queryForList("select outcome from audit", String.class))
          .hasSize(7)
          .containsOnly("refused");
    }
  }

  public static List<String> letters(SagaWorld world) {
    return world.jdbc().queryForList("select state from dead_letter", String.class);
  }

  private static String suspended(SagaWorld world) {
    world.participants.breaks("two");
    String saga = world.start("acme");
    exhaust(world);
    return saga;
  }

  public static void exhaust(SagaWorld world) {
    world.runUntilQuiet();
    for (int i = 0; i < 5; i++) {
      world.pass(Duration.ofSeconds(7));
      world.runUntilQuiet();
    }
  }

  public static ActReply act(SagaWorld world, Verb verb, String saga, String step) {
    return world
        .bean(StepActs.class)
        .act(new StepAct(verb, saga, step, "Because.", "INC-1", AuditEntry.Actor.LOCAL));
  }

  public static ActReply moved(SagaWorld world, String saga, String stepStatus) {
    return new ActReply.StepMoved(saga, "acme", world.status(saga), stepStatus);
  }

  public static SagaStep step(SagaWorld world, String saga, String step) {
    return world.saga(saga).steps().get(step);
  }
}
