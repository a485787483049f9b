package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.saga.StorableText;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A CloudEvent that may carry a start. In structured mode the body is the event. In binary mode the
 * body is the event's data, and the attributes stand beside it. Source and id are the event's
 * identity in both modes.
 *
 * @param version of CloudEvents; empty for none, as type, source and id are
 * @param correlationId null for none, as the trace is
 * @param data missing for none
 */
record StartEvent(
    String version,
    String type,
    String source,
    String id,
    String correlationId,
    String traceParent,
    JsonNode data) {

  /** The only type that starts a saga. */
  static final String REQUESTED = "PartnerOnboardingRequested";

  private static final int LONGEST_IDENTITY = 500;
  private static final String DATA_BASE64 = "data_base64";

  /** Whether a body is an event in structured mode. */
  static boolean isStructured(JsonNode body) {
    return body.has("specversion");
  }

  /**
   * The event in structured mode. An attribute that is no string counts as absent. The data of one
   * that starts nothing is not decoded.
   *
   * @throws UnreadableJson if its data cannot be taken out of {@code data_base64}
   */
  static StartEvent structured(JsonNode event) throws UnreadableJson {
    return new StartEvent(
        text(event.path("specversion").textValue()),
        text(event.path("type").textValue()),
        text(event.path("source").textValue()),
        text(event.path("id").textValue()),
        event.path("correlationid").textValue(),
        event.path("traceparent").textValue(),
        isCoded(event) ? decoded(event) : event.path("data"));
  }

  /** The event in binary mode. */
  static StartEvent binary(Delivery.Event beside, JsonNode data) {
    return new StartEvent(
        text(beside.version()),
        text(beside.type()),
        text(beside.source()),
        text(beside.id()),
        beside.correlationId(),
        beside.traceParent(),
        data);
  }

  boolean isRequest() {
    return REQUESTED.equals(type);
  }

  /** Whether its attributes mean what they mean here. */
  boolean isOfKnownVersion() {
    return version.equals("1.0");
  }

  boolean hasIdentity() {
    return !source.isBlank()
        && !id.isBlank()
        && source.length() + id.length() <= LONGEST_IDENTITY
        && StorableText.isStorable(source + " " + id);
  }

  /** Source and id as one text; two pairs that differ have texts that differ. */
  String identity() {
    return source.length() + " " + source + " " + id;
  }

  private static boolean isCoded(JsonNode event) {
    return REQUESTED.equals(event.path("type").asText()) && event.hasNonNull(DATA_BASE64);
  }

  private static JsonNode decoded(JsonNode event) throws UnreadableJson {
    if (event.hasNonNull("data")) {
      throw new UnreadableJson("A CloudEvent has data or data_base64, never both.");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(event.path(DATA_BASE64).asText());
      return StrictJson.read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new UnreadableJson("The data_base64 of a CloudEvent must be Base64 of UTF-8 text.");
    }
  }

  private static String text(String attribute) {
    return attribute == null ? "" : attribute;
  }
}
