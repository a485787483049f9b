package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;

/**
 * What a log entry says, before the saga gives it its number, time and id.
 *
 * @param source participant that says it, e.g. {@code /contracts}; null for the saga itself
 * @param step the step it is about, null for the saga as a whole
 * @param attempt forward or undo call it came from, null where there was none
 * @param actor participant, {@code saga}, {@code sweeper} or a person
 * @param causationId event whose handling caused it, null for the first
 */
record LogEntryDraft(
    String type,
    String source,
    String step,
    Integer attempt,
    String actor,
    String causationId,
    ObjectNode data) {

  /** Said by the saga itself, about one of its steps or, with null, about all of it. */
  static LogEntryDraft ofSaga(String type, String step, String causationId, ObjectNode data) {
    return ofSaga(type, step, Saga.ACTOR, causationId, data);
  }

  /** Said by the saga on behalf of somebody, e.g. an operator. */
  static LogEntryDraft ofSaga(
      String type, String step, String actor, String causationId, ObjectNode data) {
    return new LogEntryDraft(type, null, step, null, actor, causationId, data);
  }

  /** Said by the participant of a step. */
  static LogEntryDraft ofStep(
      String type, StepDefinition step, Integer attempt, String causationId, ObjectNode data) {
    String participant = step.participant();
    return new LogEntryDraft(
        type, "/" + participant, step.name(), attempt, participant, causationId, data);
  }

  /** Returns the event's source: the participant, or the saga itself by its type. */
  String source(SagaIdentity saga) {
    return source == null ? new SagaType(saga.definition().type()).source() : source;
  }

  /** The data of an entry that is about a step and has a reason. */
  static ObjectNode because(StepDefinition step, String reason) {
    ObjectNode data = EventJson.object();
    data.put("step", step.name());
    data.put("reason", reason);
    return data;
  }
}
