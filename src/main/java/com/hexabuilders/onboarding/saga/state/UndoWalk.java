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
    LogTail log = saga.log();
    log.announceTo(
        step.undoInbox(),
        LogEntryDraft.ofSaga(
            EventTypes.COMPENSATION_REQUESTED,
            step.name(),
            causationId,
            LogEntryDraft.because(step, saga.compensation().reason())),
        handledSeq,
        now);
    saga.awaitWithoutDeadline(step.name(), now);
  }

  /** No step is left: FAILED if the saga failed by itself and no step had an effect. */
  static void end(Saga saga, Cause cause, Instant now) {
    boolean byItself = !FailureKind.OPERATOR.equals(saga.compensation().requestedBy());
    boolean hadEffect = saga.steps().hadEffect();
    saga.end(byItself && !hadEffect ? SagaStatus.FAILED : SagaStatus.COMPENSATED, cause, now);
  }
}
