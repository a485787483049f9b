package com.hexabuilders.onboarding.saga;

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
 * @param correlationId the saga's
 * @param body the CloudEvent, exactly as sent
 */
record LogEntry(
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
    String correlationId,
    String body) {

  /** The same for observers only. */
  LogEntry forObservers() {
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
        correlationId,
        body);
  }
}
