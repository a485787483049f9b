package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import java.time.Instant;

/**
 * The order in which steps are undone: strictly from the step that failed, or the last one, to the
 * first. Each step is asked after the step behind it has reported. Then the saga ends.
 */
final class UndoOrder {

  private UndoOrder() {}

  /** Begins with the step that failed. */
  static void beginAtFailed(
      Saga saga, StepDefinition failed, String causationId, int handledSeq, Instant now) {
    request(saga, failed, causationId, handledSeq, now);
  }

  /** Begins with the last step of the definition: a person may act when all steps are done. */
  static void beginAtLast(Saga saga, String causationId, int handledSeq, Instant now) {
    request(saga, saga.definition().last(), causationId, handledSeq, now);
  }

  /** Goes on with the step before this one, or ends the saga if this was the first. */
  static void goOnBefore(
      Saga saga, StepDefinition undone, String causationId, Cause cause, Instant now) {
    int position = saga.steps().get(undone.name()).position();
    saga.definition()
        .at(position - 1)
        .ifPresentOrElse(
            before -> request(saga, before, causationId, cause.seq(), now),
            () -> end(saga, cause, now));
  }

  /** Asks a step to undo what it did, and waits for it without a deadline. */
  private static void request(
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
  private static void end(Saga saga, Cause cause, Instant now) {
    boolean byItself = !FailureKind.OPERATOR.equals(saga.compensation().requestedBy());
    boolean hadEffect = saga.steps().hadEffect();
    saga.end(byItself && !hadEffect ? SagaStatus.FAILED : SagaStatus.COMPENSATED, cause, now);
  }
}
