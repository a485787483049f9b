package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A CloudEvent 1.0 of a saga (structured mode, JSON).
 *
 * @param id stable: the same however often the event is sent
 * @param source participant or saga that announced it, e.g. {@code /contracts}
 * @param type e.g. {@code ContractCreated}
 * @param subject the partner
 * @param time when it was recorded
 * @param sequence number of its entry in the saga's log
 * @param sagaId the saga
 * @param sagaType the saga's type
 * @param correlationId the caller's, the same in every event of the saga
 * @param causationId id of the event whose handling caused this one; null for the first
 * @param traceParent W3C trace context: the saga's trace, at this event's own span
 * @param data facts, never personal data
 */
record Event(
    String id,
    String source,
    String type,
    String subject,
    Instant time,
    int sequence,
    String sagaId,
    String sagaType,
    String correlationId,
    String causationId,
    String traceParent,
    ObjectNode data) {}
