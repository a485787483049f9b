package com.hexabuilders.onboarding.telemetry;

import com.hexabuilders.onboarding.saga.ShownId;
import com.hexabuilders.onboarding.saga.state.Fact;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;

/**
 * What a span says, by the semantic conventions for messaging and CloudEvents, and by the saga's
 * own names. A span has ids and names only, no payload and no reason.
 */
final class SpanAttributes {

  private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("messaging.operation.type");
  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final AttributeKey<String> MESSAGE_ID =
      AttributeKey.stringKey("messaging.message.id");
  private static final AttributeKey<String> CONVERSATION =
      AttributeKey.stringKey("messaging.message.conversation_id");
  private static final AttributeKey<String> EVENT_ID =
      AttributeKey.stringKey("cloudevents.event_id");
  private static final AttributeKey<String> EVENT_SOURCE =
      AttributeKey.stringKey("cloudevents.event_source");
  private static final AttributeKey<String> EVENT_SPEC =
      AttributeKey.stringKey("cloudevents.event_spec_version");
  private static final AttributeKey<String> EVENT_TYPE =
      AttributeKey.stringKey("cloudevents.event_type");
  private static final AttributeKey<String> EVENT_SUBJECT =
      AttributeKey.stringKey("cloudevents.event_subject");
  private static final AttributeKey<String> SAGA = AttributeKey.stringKey("saga.id");
  private static final AttributeKey<String> STEP = AttributeKey.stringKey("saga.step");
  private static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("saga.sequence");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("saga.attempt");

  private SpanAttributes() {}

  static Attributes of(Fact.Logged entry) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(CONVERSATION, ShownId.of(entry.correlationId()))
            .put(EVENT_ID, entry.eventId())
            .put(EVENT_SOURCE, entry.source())
            .put(EVENT_SPEC, "1.0")
            .put(EVENT_TYPE, entry.type())
            .put(EVENT_SUBJECT, ShownId.of(entry.partnerId()))
            .put(SAGA, entry.sagaId())
            .put(SEQUENCE, (long) entry.sequence());
    if (entry.causationId() != null) {
      attributes.put(MESSAGE_ID, entry.causationId());
      attributes.put(OPERATION, "process");
      attributes.put(SYSTEM, "activemq");
    }
    if (entry.queue() != null) {
      attributes.put(DESTINATION, entry.queue());
    }
    if (entry.step() != null) {
      attributes.put(STEP, entry.step());
    }
    if (entry.attempt() != null) {
      attributes.put(ATTEMPT, entry.attempt().longValue());
    }
    return attributes.build();
  }
}
