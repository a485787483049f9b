package com.hexabuilders.onboarding.saga.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import com.hexabuilders.onboarding.saga.step.StepExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What every line names while one saga is worked on, and that nothing is named afterwards. */
class CurrentSagaTest {

  private final SagaWorld world =
      new SagaWorld(TestDatabase.H2, "onboarding.steps.two.on-exhausted=suspend");
  private final List<Map<String, String>> seen = new ArrayList<>();

  @BeforeEach
  @AfterEach
  void clear() {
    CurrentSaga.clear();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_single_message_names_its_saga_step_and_call_from_the_journal() {
    world.participants.answers.put("two", this::breaking);
    String saga = world.start("acme");
    world.runUntilQuiet();

    assertThat(seen).containsExactly(named(saga, "two", "1"));
    world.pass(Duration.ofSeconds(7));
    CurrentSaga.clear(); // as the reader of the queue does between messages
    world.runUntilQuiet();
    assertThat(seen.get(1)).as("after a round of three calls").isEqualTo(named(saga, "two", "4"));
  }

  @Test
  void an_immediate_retry_is_another_attempt_and_its_failure_is_not() {
    String saga = world.start("acme");
    Saga row = world.saga(saga);
    CurrentSaga.receive(row, "one");
    CurrentSaga.callAgain();
    CurrentSaga.receive(row, "one"); // the second call
    CurrentSaga.receive(row, "one"); // what is recorded of its failure
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(named(saga, "one", "2"));
  }

  @Test
  void a_batch_of_many_names_none() {
    world.start("acme");
    world.start("bird");
    world.participants.answers.put("one", this::breaking);
    List<Delivery> both = List.copyOf(world.queued);
    try {
      world.bean(StepExecution.class).execute("one", both);
    } catch (StepBroke expected) {
      assertThat(seen).containsExactly(Map.of());
    }
  }

  @Test
  void an_undo_names_its_own_step_and_calls() {
    String saga = world.start("acme");
    world.runUntilQuiet();
    world.participants.undoAnswers.put(
        "two",
        () -> {
          look();
          return new UndoOutcome(true, "Undone.");
        });
    world.compensate(saga);
    CurrentSaga.clear();
    world.runUntilQuiet();

    assertThat(seen).containsExactly(named(saga, "two", "1"));
  }

  @Test
  void a_person_who_acts_names_the_saga_and_the_sweeper_lets_it_go() {
    world.participants.answers.put("two", this::breaking);
    String saga = world.start("acme");
    OperatorVerbsTest.exhaust(world);
    CurrentSaga.clear();
    world.pass(Duration.ofDays(4)); // the reminder is a line about this saga
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();

    OperatorVerbsTest.act(world, Verb.RETRY, saga, "two");
    assertThat(MDC.getCopyOfContextMap()).isEqualTo(named(saga, "two", "15"));
    CurrentSaga.clear();
    world.compensate(saga);
    assertThat(MDC.get("saga_id")).isEqualTo(saga);
  }

  private StepOutcome breaking() {
    look();
    throw new IllegalStateException("broken");
  }

  private void look() {
    Map<String, String> now = MDC.getCopyOfContextMap();
    seen.add(now == null ? Map.of() : now);
  }

  private Map<String, String> named(String saga, String step, String attempt) {
    return Map.of(
        "correlation_id",
        "corr-acme",
        "saga_id",
        saga,
        "partner_id",
        "acme",
        "step",
        step,
        "attempt",
        attempt,
        "trace_id",
        saga.replace("-", ""));
  }
}
