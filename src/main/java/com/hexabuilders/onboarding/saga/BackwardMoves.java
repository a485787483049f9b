package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.Saga.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * How a saga goes back: fence first, then undo step by step in strict reverse order (backward
 * recovery of Garcia-Molina and Salem's sagas).
 *
 * <p>The transaction that begins compensation writes the fence of every step without an effect;
 * after its commit every forward message of the saga is late and absorbed.
 */
@Component
final class BackwardMoves {

  private static final Set<StepStatus> KEPT_BY_FENCE =
      EnumSet.of(
          StepStatus.DONE,
          StepStatus.WAITING,
          StepStatus.RUNNING,
          StepStatus.REFUSED,
          StepStatus.FAILED,
          StepStatus.TIMED_OUT);

  static final Duration REMINDER = Duration.ofHours(1);

  private final StepPatience patience;

  BackwardMoves(StepPatience patience) {
    this.patience = patience;
  }

  /** A rule said no. */
  void refused(Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    SagaStep row = saga.steps.get(step.name());
    row.attempts++;
    fail(saga, step, StepStatus.REFUSED, FailureKind.REFUSED, reason, cause, now);
  }

  /** All rounds are used up. */
  void exhausted(Saga saga, StepDefinition step, String reason, Cause cause, Instant now) {
    fail(saga, step, StepStatus.FAILED, FailureKind.EXHAUSTED, reason, cause, now);
  }

  /** The step's deadline, or the person's, has passed. */
  void timedOut(Saga saga, StepDefinition step, String reason, Instant now) {
    fail(saga, step, StepStatus.TIMED_OUT, FailureKind.TIMEOUT, reason, Cause.open(saga), now);
  }

  /** A person wants it undone: announces no failure, walks back from the definition's last step. */
  void requestedByOperator(Saga saga, String reason, String actor, Instant now) {
    ObjectNode act = EventJson.object();
    act.put("act", "compensate");
    act.put("reason", reason);
    int before = saga.logSeq;
    LogEntry acted =
        saga.note(
            new Entry(
                EventTypes.OPERATOR_ACTED,
                ForwardMoves.SAGA_SOURCE,
                saga.currentStep,
                null,
                actor,
                saga.eventId(before),
                act),
            now);
    turnBack(saga, FailureKind.OPERATOR, reason);
    fence(saga, acted.eventId(), now);
    request(saga, saga.definition.last(), acted.eventId(), before, now);
  }

  /** An undo has reported: announces it and asks the step before, or ends the saga. */
  void undone(Saga saga, StepDefinition step, UndoOutcome outcome, Cause cause, Instant now) {
    SagaStep row = saga.steps.get(step.name());
    row.undone = outcome.undone();
    row.undoneAt = now;
    if (row.wasDone() || outcome.undone()) {
      row.become(StepStatus.COMPENSATED);
    }
    row.changed = true;
    saga.compensationError = null;
    ObjectNode data = EventJson.object();
    data.put("step", step.name());
    data.put("undone", outcome.undone());
    data.put("reason", outcome.reason());
    LogEntry completed =
        saga.announce(
            entry(
                EventTypes.COMPENSATION_COMPLETED,
                step,
                row.undoAttempts == 0 ? null : row.undoAttempts,
                cause.eventId(),
                data),
            now);
    saga.definition
        .at(row.position - 1)
        .ifPresentOrElse(
            before -> request(saga, before, completed.eventId(), cause.seq(), now),
            () -> end(saga, cause, now));
  }

  /**
   * All calls of an undo round broke: it is tried again later, or a person has to act. The saga
   * stays COMPENSATING and nothing before this step is undone in the meantime.
   */
  void undoBroke(
      Saga saga, StepDefinition step, int calls, String error, Cause cause, Instant now) {
    StepSettings settings = patience.undo(step.name());
    SagaStep row = saga.steps.get(step.name());
    row.undoAttempts += calls;
    row.errorMessage = error;
    row.changed = true;
    if (row.undoRound < settings.delayedRetries()) {
      row.undoRound++;
      saga.timers.retry(settings.retryAt(row.undoRound, now));
      saga.note(
          ForwardMoves.retryEntry(saga, step, row.undoAttempts, row.undoRound, error, cause), now);
      return;
    }
    row.become(StepStatus.COMPENSATION_FAILED);
    saga.compensationError = error;
    saga.waiting = true;
    saga.timers.remind(now.plus(REMINDER));
    saga.note(
        entry(
            EventTypes.STEP_EXHAUSTED,
            step,
            row.undoAttempts,
            cause.eventId(),
            because(step, error)),
        now);
  }

  /** The undo's retry is due: its recorded request is to be sent. */
  void retryNow(Saga saga, Instant now) {
    saga.timers.startWithoutDeadline(now);
    saga.changed = true;
  }

  private void fail(
      Saga saga,
      StepDefinition step,
      StepStatus status,
      FailureKind kind,
      String reason,
      Cause cause,
      Instant now) {
    SagaStep row = saga.steps.get(step.name());
    row.errorMessage = reason;
    row.become(status);
    saga.failedStep = step.name();
    saga.failureKind = kind;
    saga.failureReason = reason;
    saga.note(entry(typeOf(kind), step, row.attempts, cause.eventId(), because(step, reason)), now);
    turnBack(saga, kind.requestedBy, reason);
    ObjectNode data = EventJson.object();
    data.put("failed_step", step.name());
    data.put("kind", kind.name());
    data.put("reason", reason);
    LogEntry failed =
        saga.announce(
            new Entry(
                saga.definition.completion().announcesFailure(),
                ForwardMoves.SAGA_SOURCE,
                step.name(),
                null,
                Saga.ACTOR,
                cause.eventId(),
                data),
            now);
    fence(saga, failed.eventId(), now);
    request(saga, step, failed.eventId(), cause.seq(), now);
  }

  private static void turnBack(Saga saga, String requestedBy, String reason) {
    saga.status = SagaStatus.COMPENSATING;
    saga.compensationBy = requestedBy;
    saga.compensationReason = reason;
    saga.completedAt = null;
    saga.waiting = false;
  }

  private static void fence(Saga saga, String causationId, Instant now) {
    for (StepDefinition step : saga.definition.steps()) {
      SagaStep row = saga.steps.get(step.name());
      if (row != null && KEPT_BY_FENCE.contains(row.status)) {
        continue;
      }
      if (row == null) {
        int position = saga.definition.position(step.name());
        saga.steps.put(
            step.name(), SagaStep.opened(step.name(), position, StepStatus.FENCED, null));
      } else {
        row.become(StepStatus.FENCED);
      }
      saga.note(
          entry(EventTypes.STEP_FENCED, step, null, causationId, because(step, "Not begun.")), now);
    }
  }

  private static void request(
      Saga saga, StepDefinition step, String causationId, int handledSeq, Instant now) {
    saga.announceTo(
        step.undoInbox(),
        new Entry(
            EventTypes.COMPENSATION_REQUESTED,
            ForwardMoves.SAGA_SOURCE,
            step.name(),
            null,
            Saga.ACTOR,
            causationId,
            because(step, saga.compensationReason)),
        handledSeq,
        now);
    saga.currentStep = step.name();
    saga.timers.startWithoutDeadline(now);
  }

  private static void end(Saga saga, Cause cause, Instant now) {
    boolean byItself = !FailureKind.OPERATOR.equals(saga.compensationBy);
    boolean hadEffect =
        saga.steps.values().stream()
            .anyMatch(step -> step.wasDone() || Boolean.TRUE.equals(step.undone));
    saga.status = byItself && !hadEffect ? SagaStatus.FAILED : SagaStatus.COMPENSATED;
    saga.completedAt = now;
    saga.currentStep = null;
    saga.openSeq = null;
    saga.causeSeq = cause.seq();
    saga.timers.stop();
  }

  private static ObjectNode because(StepDefinition step, String reason) {
    ObjectNode data = EventJson.object();
    data.put("step", step.name());
    data.put("reason", reason);
    return data;
  }

  private static Entry entry(
      String type, StepDefinition step, Integer attempt, String causationId, ObjectNode data) {
    return new Entry(
        type,
        "/" + step.participant(),
        step.name(),
        attempt,
        step.participant(),
        causationId,
        data);
  }

  private static String typeOf(FailureKind kind) {
    return switch (kind) {
      case REFUSED -> EventTypes.STEP_REFUSED;
      case EXHAUSTED -> EventTypes.STEP_EXHAUSTED;
      case TIMEOUT -> EventTypes.STEP_TIMED_OUT;
    };
  }
}
