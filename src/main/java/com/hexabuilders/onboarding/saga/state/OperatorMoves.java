package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * How a saga moves by a person's word: pure changes of the working copy, durable with the caller's
 * commit. Each begins with a log entry that names the person.
 */
@Component
public final class OperatorMoves {

  private final StepPatience patience;

  OperatorMoves(StepPatience patience) {
    this.patience = patience;
  }

  /** Notes who did what, and why. */
  public LogEntry acted(Saga saga, StepAct act, Instant now) {
    ObjectNode data = EventJson.object().put("act", act.verb().act()).put("step", act.step());
    if (act.reason() != null) {
      data.put("reason", act.reason());
    }
    if (act.reference() != null) {
      data.put(act.verb().referenceName(), act.reference());
    }
    return saga.note(
        Entry.ofSaga(
            EventTypes.OPERATOR_ACTED,
            act.step(),
            act.by().name(),
            Cause.open(saga).eventId(),
            data),
        now);
  }

  /**
   * A suspended step is tried again with a fresh budget and a new deadline; its recorded event is
   * to be sent.
   */
  public void retryStep(Saga saga, SagaStep row, Instant now) {
    row.retryRound = 0;
    row.errorMessage = null;
    row.startedAt = now;
    row.become(StepStatus.PENDING);
    saga.waiting = false;
    saga.timers.startStep(patience.step(row.name), now);
  }

  /** A failed undo is tried again with a fresh budget; its recorded request is to be sent. */
  public void retryUndo(Saga saga, SagaStep row, Instant now) {
    row.undoRound = 0;
    row.errorMessage = null;
    row.become(row.statusBeforeUndo(saga));
    walkOn(saga, now);
  }

  /**
   * A failed undo is left out, or was made by hand. The step says so from now on, and its recorded
   * request, sent once more, is answered with that: so whatever crashes, the walk goes on in order
   * and observers are told.
   */
  public void settleUndo(Saga saga, SagaStep row, StepAct act, Instant now) {
    boolean byHand = act.verb() == StepAct.Verb.RESOLVE;
    row.undone = byHand;
    row.errorMessage =
        byHand
            ? String.format(Locale.ROOT, "%s (reference: %s)", act.reason(), act.reference())
            : act.reason();
    row.become(byHand ? StepStatus.COMPENSATED : StepStatus.SKIPPED);
    walkOn(saga, now);
  }

  private static void walkOn(Saga saga, Instant now) {
    saga.waiting = false;
    saga.compensationError = null;
    saga.timers.startWithoutDeadline(now);
  }
}
