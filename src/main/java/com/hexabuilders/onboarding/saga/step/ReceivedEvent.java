package com.hexabuilders.onboarding.saga.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.util.regex.Pattern;

/** An event as a message claims it; the journal decides what of it is true. */
record ReceivedEvent(
    Delivery delivery, String id, String type, String sagaId, String correlationId, int sequence) {

  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int LONGEST_ID = 100;

  /** Reads the fields the journal asks for, or says in one sentence what is missing. */
  static ReceivedEvent parse(Delivery delivery) throws EventJson.Unreadable {
    ObjectNode json = EventJson.readObject(delivery.body());
    String sagaId = text(json, "sagaid");
    if (sagaId.isBlank() || sagaId.length() > LONGEST_ID) {
      throw new EventJson.Unreadable(
          "The field 'sagaid' of the event is blank or longer than 100 characters.");
    }
    return new ReceivedEvent(
        delivery,
        text(json, "id"),
        text(json, "type"),
        sagaId,
        text(json, "correlationid"),
        number(text(json, "sequence")));
  }

  /**
   * Whether a saga can have this id at all; one that is no id is not worth a look, nor storable.
   */
  boolean mayHaveSaga() {
    return UUID.matcher(sagaId).matches();
  }

  private static String text(ObjectNode json, String field) throws EventJson.Unreadable {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new EventJson.Unreadable(
          "The field '" + field + "' of the event is missing or is not a text.");
    }
    return value.asText();
  }

  private static int number(String sequence) throws EventJson.Unreadable {
    try {
      return Integer.parseInt(sequence);
    } catch (NumberFormatException e) {
      throw new EventJson.Unreadable("The field 'sequence' of the event is not a number.");
    }
  }
}
