package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.StepOutcome.Done;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.definition.StepSettings;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How a saga goes forward: pure changes of the working copy, durable with the caller's commit.
 *
 * <p>Choreography: an outcome is announced, and the saga's own definition says whose inbox it goes
 * to; no step knows the next.
 */
@Component
public final class ForwardMoves {

  private final StepPatience patience;

  ForwardMoves(StepPatience patience) {
    this.patience = patience;
  }

  /** A new saga: announces its start to the first step. */
  public void begin(Saga saga, Instant now) {
    announceProgress(
        saga,
        LogEntryDraft.ofSaga(saga.definition().start().announces(), null, null, EventJson.object()),
        saga.definition().at(1),
        0,
        now);
  }

  /** The step's work is done: records the result and announces the outcome. */
  public void done(Saga saga, StepDefinition step, Done outcome, Cause cause, Instant now) {
    SagaStep row = saga.steps().get(step.name());
    row.done(outcome.result(), now);
    saga.reach(step);
    ObjectNode data = saga.steps().facts();
    if (!outcome.warnings().isEmpty()) {
      outcome.warnings().forEach(data.putArray("warnings")::add);
    }
    announceProgress(
        saga,
        LogEntryDraft.ofStep(step.announces(), step, row.work().attempts(), cause.eventId(), data),
        saga.definition().at(row.position() + 1),
        cause.seq(),
        now);
  }

  /** A person has to decide: the step's clock stands still, the person's starts. */
  public void waiting(Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    saga.steps().get(step.name()).countAttempt();
    waitFor(WaitingFor.REVIEW, saga, step, reason, cause, now);
  }

  /** The last outcome has arrived: the saga is COMPLETED. */
  public void complete(Saga saga, Cause cause, Instant now) {
    saga.end(SagaStatus.COMPLETED, cause, now);
    String completed = saga.definition().completion().announces();
    saga.log()
        .announce(
            LogEntryDraft.ofSaga(completed, null, cause.eventId(), saga.steps().facts()), now);
  }

  /**
   * All calls of a round broke.
   *
   * @param calls how many calls the round made
   * @param error what broke, without personal data
   * @return false if the rounds are used up and the step's own setting does not ask for a person
   */
  public boolean retryLater(
      Saga saga, StepDefinition step, int calls, String error, Cause cause, Instant now) {
    StepSettings settings = patience.step(step.name());
    SagaStep row = saga.steps().get(step.name());
    if (row.broke(calls, error, settings.delayedRetries())) {
      scheduleRetry(saga, step, settings, now);
      int round = row.work().round();
      saga.log().note(retryEntry(saga, step, row.work().attempts(), round, error, cause), now);
      return true;
    }
    if (settings.onExhausted() == StepSettings.OnExhausted.SUSPEND) {
      waitFor(WaitingFor.SUSPENDED, saga, step, error, cause, now);
      return true;
    }
    return false;
  }

  /** What had queued for longer than its time-out before it was read still gets its retries. */
  private static void scheduleRetry(
      Saga saga, StepDefinition step, StepSettings settings, Instant now) {
    StepWork work = saga.steps().get(step.name()).work();
    Instant next = settings.retryAt(work.round(), now);
    saga.timers().retry(next);
    if (!work.startedAt().plus(settings.timeout()).isAfter(now)) {
      saga.timers().notBefore(next.plus(settings.chance()));
    }
  }

  /** The retry is due: the step is PENDING again and its recorded event is to be sent. */
  public void retryNow(Saga saga, Instant now) {
    saga.steps().get(saga.currentStep()).become(StepStatus.PENDING);
    saga.unsaved().markChanged();
    saga.timers().retryNow(patience.step(saga.currentStep()), now);
  }

  static LogEntryDraft retryEntry(
      Saga saga, StepDefinition step, int attempts, int round, String error, Cause cause) {
    ObjectNode data = EventJson.object();
    data.put("step", step.name());
    data.put("round", round);
    data.put("next_attempt_at", saga.timers().retryAt().toString());
    data.put("reason", error);
    return LogEntryDraft.ofStep(
        EventTypes.STEP_RETRY_SCHEDULED, step, attempts, cause.eventId(), data);
  }

  private void waitFor(
      WaitingFor person, Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    SagaStep row = saga.steps().get(step.name());
    row.waitFor(person, reason);
    saga.timers().waitForPerson(patience.step(step.name()), now);
    LogTail log = saga.log();
    log.note(
        LogEntryDraft.ofStep(
            EventTypes.STEP_WAITING,
            step,
            row.work().attempts(),
            cause.eventId(),
            LogEntryDraft.because(step, reason)),
        now);
  }

  private void announceProgress(
      Saga saga, LogEntryDraft entry, Optional<StepDefinition> next, int handledSeq, Instant now) {
    if (next.isPresent()) {
      StepDefinition step = next.get();
      saga.log().announceTo(step.inbox(), entry, handledSeq, now);
      saga.arriveAt(step, patience.step(step.name()), now);
    } else {
      saga.log().announceTo(saga.definition().completion().inbox(), entry, handledSeq, now);
      saga.awaitWithoutDeadline(null, now);
    }
  }
}
