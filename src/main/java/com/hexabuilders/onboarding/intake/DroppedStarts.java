package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import com.hexabuilders.onboarding.saga.start.QueueStarts.Drop;
import com.hexabuilders.onboarding.saga.start.SagaIds;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Takes a whole batch of starts dropped on the queue. A start is plain JSON as REST takes it, or a
 * CloudEvent in structured or binary mode. A message that cannot start becomes a dead letter in the
 * same transaction. A CloudEvent gives the start its trace; plain JSON has it beside the body. The
 * start names its conversation, else the CloudEvent does, else the JMSCorrelationID.
 */
@Service("droppedStarts")
class DroppedStarts {

  private final StartReader reader;
  private final QueueStarts starts;

  DroppedStarts(StartReader reader, QueueStarts starts) {
    this.reader = reader;
    this.starts = starts;
  }

  /**
   * Accepts a batch of drops.
   *
   * @param sagaType the saga they start
   * @return what to send in the session they came from
   * @throws InfrastructureTrouble if the database failed
   * @throws com.hexabuilders.onboarding.saga.StepBroke if reading them broke
   */
  public Announcements accept(String sagaType, List<Delivery> deliveries) {
    return InfrastructureTrouble.sorted(
        () -> starts.accept(sagaType, deliveries.stream().map(this::read).toList()));
  }

  private Drop read(Delivery delivery) {
    if (delivery.rejection() != null) {
      return Drop.refused(delivery, delivery.rejection().kind(), delivery.rejection().cause());
    }
    try {
      JsonNode body = StrictJson.read(delivery.body());
      if (StartEvent.isStructured(body)) {
        return cloudEvent(delivery, StartEvent.structured(body));
      }
      return delivery.event() != null
          ? cloudEvent(delivery, StartEvent.binary(delivery.event(), body))
          : plain(delivery, body);
    } catch (UnreadableJson e) {
      return Drop.refused(delivery, DeadLetterKind.MALFORMED, e.getMessage());
    }
  }

  private Drop plain(Delivery delivery, JsonNode body) {
    ReadStart read = reader.read(body, CorrelationId.firstOf(delivery.correlationId()));
    return start(delivery, body, read, "jms " + delivery.messageId(), delivery.traceParent());
  }

  private Drop cloudEvent(Delivery delivery, StartEvent event) {
    if (!event.isRequest()) {
      return Drop.refused(
          delivery,
          DeadLetterKind.UNKNOWN_TYPE,
          "This queue takes CloudEvents of type " + StartEvent.REQUESTED + " only.");
    }
    if (!event.isOfKnownVersion()) {
      return Drop.refused(
          delivery,
          DeadLetterKind.MALFORMED,
          "The specversion of a CloudEvent must be \"1.0\" on this queue.");
    }
    if (!event.hasIdentity()) {
      return Drop.refused(
          delivery,
          DeadLetterKind.MALFORMED,
          "A CloudEvent needs a source and an id. They are strings of together at most 500 whole characters, none a NUL.");
    }
    String conversation = CorrelationId.firstOf(event.correlationId(), delivery.correlationId());
    return start(
        delivery,
        event.data(),
        reader.read(event.data(), conversation),
        "event " + event.identity(),
        event.traceParent());
  }

  private Drop start(
      Delivery delivery, JsonNode body, ReadStart read, String identity, String traceParent) {
    if (read instanceof ReadStart.Invalid invalid) {
      return new Drop(
          delivery,
          null,
          DeadLetterKind.MALFORMED,
          sentence(invalid),
          invalid.faults(),
          partnerId(body));
    }
    StartDraft draft = ((ReadStart.Valid) read).draft();
    return Drop.start(delivery, request(draft, identity).tracedBy(traceParent));
  }

  /** The partner a start names that cannot be read, as far as it is one. */
  private static String partnerId(JsonNode start) {
    String named = start.path("partner_data").path("partner_id").textValue();
    String id = named == null ? null : CleanText.of(named);
    return PartnerId.wellFormed(id) && !PartnerId.reserved(id) ? id : null;
  }

  /** The partner that a dropped text names, plain or in an event; null if it names none. */
  static String partnerId(String text) {
    try {
      JsonNode body = StrictJson.read(text);
      return partnerId(StartEvent.isStructured(body) ? StartEvent.structured(body).data() : body);
    } catch (UnreadableJson e) {
      return null;
    }
  }

  static StartRequest request(StartDraft draft, String identity) {
    String sagaId = SagaIds.next();
    return draft.request(sagaId, "corr-" + sagaId, StartSource.QUEUE, identity);
  }

  private static String sentence(ReadStart.Invalid invalid) {
    FieldFault first = invalid.faults().get(0);
    int more = invalid.faults().size() - 1;
    return "The start cannot be read: "
        + first.field()
        + ": "
        + first.message()
        + (more == 0 ? "" : " And " + more + " more.");
  }
}
