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
    saga.status = SagaStatus.INITIATED;
    announceProgress(
        saga,
        Entry.ofSaga(saga.definition().start().announces(), null, null, EventJson.object()),
        saga.definition().at(1),
        0,
        now);
  }

  /** The step's work is done: records the result and announces the outcome. */
  public void done(Saga saga, StepDefinition step, Done outcome, Cause cause, Instant now) {
    SagaStep row = saga.steps.get(step.name());
    row.attempts++;
    row.result = outcome.result();
    row.completedAt = now;
    row.errorMessage = null;
    row.become(StepStatus.DONE);
    saga.status = step.reaches();
    saga.waiting = false;
    ObjectNode data = saga.facts();
    if (!outcome.warnings().isEmpty()) {
      outcome.warnings().forEach(data.putArray("warnings")::add);
    }
    announceProgress(
        saga,
        Entry.ofStep(step.announces(), step, row.attempts, cause.eventId(), data),
        saga.definition().at(row.position + 1),
        cause.seq(),
        now);
  }

  /** A person has to decide: the step's clock stands still, the person's starts. */
  public void waiting(Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    SagaStep row = saga.steps.get(step.name());
    row.attempts++;
    waitFor(WaitingFor.REVIEW, saga, step, reason, cause, now);
  }

  /** The last outcome has arrived: the saga is COMPLETED. */
  public void complete(Saga saga, Cause cause, Instant now) {
    saga.status = SagaStatus.COMPLETED;
    saga.completedAt = now;
    saga.openSeq = null;
    saga.causeSeq = cause.seq();
    saga.currentStep = null;
    saga.timers.stop();
    saga.announce(
        Entry.ofSaga(
            saga.definition().completion().announces(), null, cause.eventId(), saga.facts()),
        now);
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
    SagaStep row = saga.steps.get(step.name());
    row.attempts += calls;
    row.errorMessage = error;
    if (row.retryRound < settings.delayedRetries()) {
      row.retryRound++;
      row.become(StepStatus.RETRYING);
      boolean queuedLong = !row.startedAt.plus(settings.timeout()).isAfter(now);
      saga.timers.retry(settings.retryAt(row.retryRound, now));
      if (queuedLong) {
        saga.timers.allow(settings.chance());
      }
      saga.note(retryEntry(saga, step, row.attempts, row.retryRound, error, cause), now);
      return true;
    }
    if (settings.onExhausted() == StepSettings.OnExhausted.SUSPEND) {
      waitFor(WaitingFor.SUSPENDED, saga, step, error, cause, now);
      return true;
    }
    return false;
  }

  /** The retry is due: the step is PENDING again and its recorded event is to be sent. */
  public void retryNow(Saga saga, Instant now) {
    SagaStep row = saga.steps.get(saga.currentStep);
    row.become(StepStatus.PENDING);
    saga.unsaved().markChanged();
    saga.timers.retryNow(patience.step(row.name), now);
  }

  static Entry retryEntry(
      Saga saga, StepDefinition step, int attempts, int round, String error, Cause cause) {
    ObjectNode data = EventJson.object();
    data.put("step", step.name());
    data.put("round", round);
    data.put("next_attempt_at", saga.timers.retryAt.toString());
    data.put("reason", error);
    return Entry.ofStep(EventTypes.STEP_RETRY_SCHEDULED, step, attempts, cause.eventId(), data);
  }

  private void waitFor(
      WaitingFor person, Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    SagaStep row = saga.steps.get(step.name());
    row.errorMessage = reason;
    row.waitFor(person);
    saga.waiting = true;
    saga.timers.waitForPerson(patience.step(step.name()), now);
    saga.note(
        Entry.ofStep(
            EventTypes.STEP_WAITING,
            step,
            row.attempts,
            cause.eventId(),
            Entry.because(step, reason)),
        now);
  }

  private void announceProgress(
      Saga saga, Entry entry, Optional<StepDefinition> next, int handledSeq, Instant now) {
    if (next.isPresent()) {
      StepDefinition step = next.get();
      saga.announceTo(step.inbox(), entry, handledSeq, now);
      saga.currentStep = step.name();
      int position = saga.definition().position(step.name());
      saga.steps.put(step.name(), SagaStep.opened(step.name(), position, StepStatus.PENDING, now));
      saga.timers.startStep(patience.step(step.name()), now);
    } else {
      saga.announceTo(saga.definition().completion().inbox(), entry, handledSeq, now);
      saga.currentStep = null;
      saga.timers.startWithoutDeadline(now);
    }
  }
}
