package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * How a saga that waits for a person takes up a given-up message again. Each move is a pure change
 * of the working copy, durable with the caller's commit.
 *
 * <p>The event is recorded anew, with an id of its own and the old one as its cause. So copies of
 * the old event are absorbed. The budget of retries begins anew.
 */
@Component
public final class ReplayMoves {

  private final StepPatience patience;

  ReplayMoves(StepPatience patience) {
    this.patience = patience;
  }

  /**
   * A suspended step is to be tried again.
   *
   * @param given the event that was given up, as recorded
   * @param corrections facts that replace those of the same name from this step on; may be empty
   */
  public void step(
      Saga saga,
      StepDefinition step,
      LogEntry given,
      ObjectNode corrections,
      AuditEntry.Actor by,
      Instant now) {
    SagaStep row = saga.steps().get(step.name());
    row.correct(corrections);
    row.beginAgain(now);
    takeUp(saga, step, step.inbox(), given, corrections, by, now);
    saga.timers().startStep(patience.step(step.name()), now);
  }

  /** A failed undo is to be tried again. */
  public void undo(
      Saga saga, StepDefinition step, LogEntry given, AuditEntry.Actor by, Instant now) {
    saga.steps().get(step.name()).undoAgain(saga.failure());
    saga.undoGoesOn(now);
    takeUp(saga, step, step.undoInbox(), given, EventJson.object(), by, now);
  }

  private static void takeUp(
      Saga saga,
      StepDefinition step,
      String inbox,
      LogEntry given,
      ObjectNode corrections,
      AuditEntry.Actor by,
      Instant now) {
    ObjectNode act = EventJson.object().put("act", "retry").put("step", step.name());
    corrections.fieldNames().forEachRemaining(act.withArray("corrected")::add);
    LogTail log = saga.log();
    log.note(
        LogEntryDraft.ofSaga(
            EventTypes.OPERATOR_ACTED, step.name(), by.name(), given.eventId(), act),
        now);
    ObjectNode event = EventJson.stored(given.body());
    ObjectNode data = (ObjectNode) event.get("data");
    data.setAll(corrections);
    LogEntryDraft again =
        new LogEntryDraft(
            given.type(),
            event.get("source").asText(),
            given.step(),
            given.attempt(),
            by.name(),
            given.eventId(),
            data);
    log.announceTo(inbox, again, given.seq(), now);
  }
}
