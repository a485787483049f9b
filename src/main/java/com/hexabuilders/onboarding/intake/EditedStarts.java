package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.start.SagaIds;
import com.hexabuilders.onboarding.saga.start.StartReading;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads starts that operators try again, by the same rules as new ones. */
@Component
class EditedStarts implements StartReading {

  private static final String PARTNER_ID = "partner_id";

  private final StartReader reader;

  EditedStarts(StartReader reader) {
    this.reader = reader;
  }

  @Override
  public Reading letter(String letterId, String body, JsonNode edited) {
    try {
      JsonNode message = edited == null ? StrictJson.read(body) : edited;
      if (!StartEvent.isStructured(message)) {
        return started(letterId, reader.read(message), null);
      }
      StartEvent event = StartEvent.structured(message);
      String conversation = CorrelationId.firstOf(event.correlationId());
      return event.isRequest()
          ? started(letterId, reader.read(event.data(), conversation), event.traceParent())
          : fault("type", "Must be " + StartEvent.REQUESTED + ".");
    } catch (UnreadableJson e) {
      return fault("body", e.getMessage());
    }
  }

  @Override
  public String partnerId(String body) {
    return DroppedStarts.partnerId(body);
  }

  @Override
  public Reading again(
      String partnerId,
      String correlationId,
      ObjectNode partnerData,
      JsonNode edited,
      String idempotencyKey) {
    ObjectNode merged = partnerData.deepCopy();
    if (edited != null && !edited.isNull()) {
      if (!edited.isObject()) {
        return fault("partner_data", "Must be an object.");
      }
      if (edited.hasNonNull(PARTNER_ID) && !partnerId.equals(edited.path(PARTNER_ID).textValue())) {
        return fault("partner_data.partner_id", "Cannot be changed; the partner stays the same.");
      }
      edited.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
    }
    merged.put(PARTNER_ID, partnerId);
    ReadStart read = reader.read(JsonNodeFactory.instance.objectNode().set("partner_data", merged));
    return read instanceof ReadStart.Valid valid
        ? new Start(request(valid.draft(), correlationId, idempotencyKey))
        : new Faulty(((ReadStart.Invalid) read).faults());
  }

  private static Reading started(String letterId, ReadStart read, String trace) {
    return read instanceof ReadStart.Valid valid
        ? new Start(DroppedStarts.request(valid.draft(), "letter " + letterId).tracedBy(trace))
        : new Faulty(((ReadStart.Invalid) read).faults());
  }

  private static StartRequest request(StartDraft draft, String correlationId, String key) {
    return new StartRequest(
        SagaIds.next(),
        draft.partnerId(),
        correlationId,
        draft.contentHash(),
        draft.partnerData(),
        StartSource.REST,
        key);
  }

  private static Faulty fault(String field, String message) {
    return new Faulty(List.of(new FieldFault(field, message)));
  }
}
