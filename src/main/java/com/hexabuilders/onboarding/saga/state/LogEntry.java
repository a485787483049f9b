package com.hexabuilders.onboarding.saga.state;

import java.time.Instant;

/**
 * One entry of a saga's append-only log: inbox and outbox at once.
 *
 * @param seq 1, 2, ... within the saga
 * @param step the step it is about, null for the saga as a whole
 * @param attempt forward or undo call it came from, null where there was none
 * @param actor participant, {@code saga}, {@code sweeper} or a person
 * @param queue inbox it is sent to, null for none
 * @param announced whether observers get it; false for log-only entries
 * @param sagaType the saga's
 * @param correlationId the saga's
 * @param body the CloudEvent, exactly as sent
 */
public record LogEntry(
    String sagaId,
    int seq,
    String eventId,
    String type,
    String step,
    Integer attempt,
    String actor,
    String queue,
    boolean announced,
    Instant recordedAt,
    String sagaType,
    String correlationId,
    String body) {

  /** An entry of this saga and the event it sends. */
  static LogEntry of(
      SagaIdentity saga,
      int seq,
      LogEntryDraft entry,
      String queue,
      boolean announced,
      Instant now) {
    entry.data().put("partner_id", saga.partnerId());
    String eventId = saga.eventId(seq);
    return new LogEntry(
        saga.id(),
        seq,
        eventId,
        entry.type(),
        entry.step(),
        entry.attempt(),
        entry.actor(),
        queue,
        announced,
        now,
        saga.definition().type(),
        saga.correlationId(),
        EventJson.write(event(saga, seq, eventId, entry, now)));
  }

  private static Event event(
      SagaIdentity saga, int seq, String eventId, LogEntryDraft entry, Instant now) {
    return new Event(
        eventId,
        entry.source(saga),
        entry.type(),
        saga.partnerId(),
        now,
        seq,
        saga.id(),
        saga.definition().type(),
        saga.correlationId(),
        entry.causationId(),
        saga.trace().at(eventId).text(),
        entry.data());
  }

  /** The same for observers only. */
  public LogEntry forObservers() {
    return new LogEntry(
        sagaId,
        seq,
        eventId,
        type,
        step,
        attempt,
        actor,
        null,
        announced,
        recordedAt,
        sagaType,
        correlationId,
        body);
  }
}
