package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.Announcements;
import com.hexabuilders.onboarding.saga.DeadLetterKind;
import com.hexabuilders.onboarding.saga.Delivery;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.QueueStarts;
import com.hexabuilders.onboarding.saga.QueueStarts.Drop;
import com.hexabuilders.onboarding.saga.SagaIds;
import com.hexabuilders.onboarding.saga.StartRequest;
import com.hexabuilders.onboarding.saga.StartRequest.Source;
import com.hexabuilders.onboarding.saga.StorableText;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Starts dropped on the queue, a whole batch at a time: plain JSON as REST takes it, or a
 * CloudEvent that carries it. What cannot start is given up as a dead letter in the same
 * transaction. The trace of a start is the CloudEvent's, or of plain JSON what stands beside it.
 */
@Service("droppedStarts")
class DroppedStarts {

  static final String REQUESTED = "PartnerOnboardingRequested";
  static final String TRACE = "traceparent";
  private static final int LONGEST_IDENTITY = 500;

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
      return body.has("specversion")
          ? cloudEvent(delivery, body)
          : start(delivery, body, reader.read(body), null, delivery.traceParent());
    } catch (UnreadableJson e) {
      return Drop.refused(delivery, DeadLetterKind.MALFORMED, e.getMessage());
    }
  }

  private Drop cloudEvent(Delivery delivery, JsonNode event) {
    if (!REQUESTED.equals(event.path("type").asText())) {
      return Drop.refused(
          delivery,
          DeadLetterKind.UNKNOWN_TYPE,
          "This queue takes CloudEvents of type " + REQUESTED + " only.");
    }
    String source = event.path("source").asText();
    String id = event.path("id").asText();
    if (source.isBlank()
        || id.isBlank()
        || source.length() + id.length() > LONGEST_IDENTITY
        || !StorableText.isStorable(source + " " + id)) {
      return Drop.refused(
          delivery,
          DeadLetterKind.MALFORMED,
          "A CloudEvent needs a source and an id, together at most 500 whole characters, none a NUL.");
    }
    return start(
        delivery,
        event.path("data"),
        carried(reader, event),
        source.length() + " " + source + " " + id,
        event.path(TRACE).textValue());
  }

  private Drop start(
      Delivery delivery,
      JsonNode body,
      ReadStart read,
      String cloudEventIdentity,
      String traceParent) {
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
    String identity =
        cloudEventIdentity == null ? "jms " + delivery.messageId() : "event " + cloudEventIdentity;
    return Drop.start(delivery, request(draft, SagaIds.next(), identity).tracedBy(traceParent));
  }

  /** The start a CloudEvent carries. */
  static ReadStart carried(StartReader reader, JsonNode event) {
    return reader.read(event.path("data"), event.path("correlationid"));
  }

  /** The partner a start names that cannot be read, as far as it is one. */
  private static String partnerId(JsonNode start) {
    String named = start.path("partner_data").path("partner_id").textValue();
    return PartnerId.wellFormed(named) && !PartnerId.reserved(named) ? named : null;
  }

  static StartRequest request(StartDraft draft, String sagaId, String identity) {
    return new StartRequest(
        sagaId,
        draft.partnerId() == null ? "partner-" + sagaId : draft.partnerId(),
        draft.correlationId() == null ? "corr-" + sagaId : draft.correlationId(),
        draft.contentHash(),
        draft.partnerData(),
        Source.QUEUE,
        identity);
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
