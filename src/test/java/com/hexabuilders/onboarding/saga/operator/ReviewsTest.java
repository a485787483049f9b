package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.state.FailureKind;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import com.hexabuilders.onboarding.saga.state.StepAct;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import com.hexabuilders.onboarding.saga.state.WaitingFor;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that waits for a reviewer. */
class ReviewsTest {

  private static final String PATIENCE = "onboarding.steps.two.person-timeout=8d";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void an_approved_step_goes_on_with_what_its_participant_announces(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, PATIENCE)) {
      String saga = waiting(world);
      assertThat(act(world, Verb.RETRY, saga)).isInstanceOf(ActReply.Refused.class);
      assertThat(act(world, Verb.APPROVE, saga))
          .isEqualTo(new ActReply.StepMoved(saga, "acme", "TWO_DONE", "DONE"));
      assertThat(act(world, Verb.APPROVE, saga)).isInstanceOf(ActReply.Refused.class);
      assertThat(act(world, Verb.REJECT, saga)).isInstanceOf(ActReply.Refused.class);
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.story(saga))
          .containsSubsequence("StepWaiting two", "OperatorActed two", "TwoDone two");
      assertThat(world.saga(saga).steps().facts().get("approved").asBoolean()).isTrue();
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_rejected_step_refuses_and_the_saga_is_undone(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, PATIENCE)) {
      String saga = waiting(world);
      assertThat(act(world, Verb.REJECT, saga))
          .isEqualTo(new ActReply.StepMoved(saga, "acme", "COMPENSATING", "REFUSED"));
      assertThat(act(world, Verb.APPROVE, saga)).isInstanceOf(ActReply.Refused.class);
      world.runUntilQuiet();

      Saga row = world.saga(saga);
      assertThat(row.status()).isEqualTo("COMPENSATED");
      assertThat(row.failure().kind()).isEqualTo(FailureKind.REFUSED);
      assertThat(row.failure().reason()).isEqualTo("Blurred.");
      assertThat(world.participants.effects).isEmpty();
      SagaStoriesTest.assertRowIsFold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_reviewer_is_reminded_at_half_of_the_time_and_then_it_is_too_late(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, PATIENCE)) {
      String saga = waiting(world);
      world.pass(Duration.ofDays(3));
      assertThat(world.saga(saga).timers().resendAt()).as("not reminded yet").isNotNull();
      world.pass(Duration.ofHours(25));
      assertThat(world.saga(saga).timers().resendAt()).as("reminded").isNull();
      assertThat(world.saga(saga).steps().get("two").status()).isEqualTo(StepStatus.WAITING);
      assertThat(world.queued).isEmpty();
      world.pass(Duration.ofDays(4));

      assertThat(act(world, Verb.APPROVE, saga)).isInstanceOf(ActReply.Refused.class);
      world.runUntilQuiet();
      Saga row = world.saga(saga);
      assertThat(row.status()).isEqualTo("COMPENSATED");
      assertThat(row.failure().reason()).isEqualTo("No person decided within 8 days.");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_cancelled_saga_takes_no_review(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database, PATIENCE)) {
      String saga = waiting(world);
      world.compensate(saga);
      assertThat(act(world, Verb.APPROVE, saga))
          .isInstanceOfSatisfying(
              ActReply.Refused.class,
              refused -> assertThat(refused.sentence()).contains("COMPENSATING"));
    }
  }

  private static String waiting(SagaWorld world) {
    world.participants.answers.put("two", () -> new StepOutcome.Waiting("A reviewer has to look."));
    String saga = world.start("acme");
    world.runUntilQuiet();
    assertThat(world.saga(saga).steps().get("two").waitingFor()).isEqualTo(WaitingFor.REVIEW);
    return saga;
  }

  private static ActReply act(SagaWorld world, Verb verb, String saga) {
    return world
        .bean(StepActs.class)
        .act(new StepAct(verb, saga, "two", "Blurred.", "ana", AuditEntry.Actor.LOCAL));
  }
}
