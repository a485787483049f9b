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
    String cause = Cause.open(saga).eventId();
    String person = act.by().name();
    return saga.log()
        .note(
            LogEntryDraft.ofSaga(EventTypes.OPERATOR_ACTED, act.step(), person, cause, data), now);
  }

  /**
   * A suspended step is tried again with a fresh budget and a new deadline; its recorded event is
   * to be sent.
   */
  public void retryStep(Saga saga, SagaStep row, Instant now) {
    row.beginAgain(now);
    saga.timers().startStep(patience.step(row.name()), now);
  }

  /** A failed undo is tried again with a fresh budget; its recorded request is to be sent. */
  public void retryUndo(Saga saga, SagaStep row, Instant now) {
    row.undoAgain(saga.failure());
    saga.undoGoesOn(now);
  }

  /**
   * Leaves a failed undo out, or notes that it was made by hand. The step says so from now on. Its
   * recorded request is sent once more and answered with that. So whatever crashes, the walk goes
   * on in order and observers are told.
   */
  public void settleUndo(Saga saga, SagaStep row, StepAct act, Instant now) {
    boolean byHand = act.verb() == StepAct.Verb.RESOLVE;
    String reason =
        byHand
            ? String.format(Locale.ROOT, "%s (reference: %s)", act.reason(), act.reference())
            : act.reason();
    row.settleUndo(byHand, reason);
    saga.undoGoesOn(now);
  }
}
