package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.definition.StepSettings;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * How a saga goes back: fence first, then undo step by step in {@link UndoOrder}. This is the
 * backward recovery of Garcia-Molina and Salem's sagas.
 *
 * <p>The transaction that begins compensation writes the fence of every step without an effect.
 * After its commit every forward message of the saga is late and absorbed.
 */
@Component
public final class BackwardMoves {

  public static final Duration REMINDER = Duration.ofHours(1);

  private final StepPatience patience;

  BackwardMoves(StepPatience patience) {
    this.patience = patience;
  }

  /** A rule said no. */
  public void refused(Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    saga.steps().get(step.name()).countAttempt();
    fail(saga, step, FailureKind.REFUSED, reason, cause, now);
  }

  /** All rounds are used up. */
  public void exhausted(Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    fail(saga, step, FailureKind.EXHAUSTED, reason, cause, now);
  }

  /** The step's deadline, or the person's, has passed. */
  public void timedOut(Saga saga, StepDefinition step, String reason, Instant now) {
    fail(saga, step, FailureKind.TIMEOUT, reason, Cause.open(saga), now);
  }

  /** A person wants it undone: announces no failure, walks back from the definition's last step. */
  public void requestedByOperator(Saga saga, String reason, String actor, Instant now) {
    ObjectNode act = EventJson.object();
    act.put("act", "compensate");
    act.put("reason", reason);
    LogTail log = saga.log();
    LogEntry acted =
        log.note(
            LogEntryDraft.ofSaga(
                EventTypes.OPERATOR_ACTED,
                saga.currentStep(),
                actor,
                saga.identity().eventId(log.lastSeq()),
                act),
            now);
    saga.turnBack(FailureKind.OPERATOR, reason);
    Fence.raise(saga, acted.eventId(), now);
    // whatever was announced before and may be unsent is still sent to observers
    UndoOrder.beginAtLast(saga, acted.eventId(), log.causeSeq(), now);
  }

  /** An undo has reported: announces it and asks the step before, or ends the saga. */
  public void undone(
      Saga saga, StepDefinition step, UndoOutcome outcome, Cause cause, Instant now) {
    SagaStep row = saga.steps().get(step.name());
    row.undone(outcome.undone(), now);
    saga.undoGoesOn(now);
    LogEntry completed = saga.log().announce(undoneEntry(step, row, outcome, cause), now);
    UndoOrder.goOnBefore(saga, step, completed.eventId(), cause, now);
  }

  private static LogEntryDraft undoneEntry(
      StepDefinition step, SagaStep row, UndoOutcome outcome, Cause cause) {
    ObjectNode data = EventJson.object();
    data.put("step", step.name());
    data.put("undone", outcome.undone());
    data.put("reason", outcome.reason());
    int attempts = row.undo().attempts();
    Integer attempt = attempts == 0 ? null : attempts;
    return LogEntryDraft.ofStep(
        EventTypes.COMPENSATION_COMPLETED, step, attempt, cause.eventId(), data);
  }

  /**
   * All calls of an undo round broke: it is tried again later, or a person has to act. The saga
   * stays COMPENSATING and nothing before this step is undone in the meantime.
   */
  public void undoBroke(
      Saga saga, StepDefinition step, int calls, String error, Cause cause, Instant now) {
    StepSettings settings = patience.undo(step.name());
    SagaStep row = saga.steps().get(step.name());
    LogTail log = saga.log();
    if (row.undoBroke(calls, error, settings.delayedRetries())) {
      StepUndo undo = row.undo();
      saga.timers().retry(settings.retryAt(undo.round(), now));
      log.note(
          ForwardMoves.retryEntry(saga, step, undo.attempts(), undo.round(), error, cause), now);
      return;
    }
    saga.undoFailed(error, now.plus(REMINDER));
    log.note(
        LogEntryDraft.ofStep(
            EventTypes.STEP_EXHAUSTED,
            step,
            row.undo().attempts(),
            cause.eventId(),
            LogEntryDraft.because(step, error)),
        now);
  }

  /** The undo's retry is due: its recorded request is to be sent. */
  public void retryNow(Saga saga, Instant now) {
    saga.timers().startWithoutDeadline(now);
    saga.unsaved().markChanged();
  }

  private void fail(
      Saga saga, StepDefinition step, FailureKind kind, String reason, Cause cause, Instant now) {
    SagaStep row = saga.steps().get(step.name());
    LogTail log = saga.log();
    row.fail(kind, reason);
    saga.fail(step, kind, reason);
    log.note(
        LogEntryDraft.ofStep(
            kind.logged(),
            step,
            row.work().attempts(),
            cause.eventId(),
            LogEntryDraft.because(step, reason)),
        now);
    String announced = saga.definition().completion().announcesFailure();
    ObjectNode data = failedData(saga.failure());
    LogEntry failed =
        log.announce(LogEntryDraft.ofSaga(announced, step.name(), cause.eventId(), data), now);
    Fence.raise(saga, failed.eventId(), now);
    UndoOrder.beginAtFailed(saga, step, failed.eventId(), cause.seq(), now);
  }

  private static ObjectNode failedData(Failure failure) {
    ObjectNode data = EventJson.object();
    data.put("failed_step", failure.step());
    data.put("kind", failure.kind().name());
    data.put("reason", failure.reason());
    return data;
  }
}
