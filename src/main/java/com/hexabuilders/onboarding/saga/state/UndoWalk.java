package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import java.time.Instant;

/** The way of undo requests from the last step to the first, and the saga's end behind it. */
final class UndoWalk {

  private UndoWalk() {}

  /** Asks a step to undo what it did, and waits for it without a deadline. */
  static void request(
      Saga saga, StepDefinition step, String causationId, int handledSeq, Instant now) {
    saga.announceTo(
        step.undoInbox(),
        Entry.ofSaga(
            EventTypes.COMPENSATION_REQUESTED,
            step.name(),
            causationId,
            Entry.because(step, saga.compensationReason)),
        handledSeq,
        now);
    saga.currentStep = step.name();
    saga.timers.startWithoutDeadline(now);
  }

  /** No step is left: FAILED if the saga failed by itself and no step had an effect. */
  static void end(Saga saga, Cause cause, Instant now) {
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
}
