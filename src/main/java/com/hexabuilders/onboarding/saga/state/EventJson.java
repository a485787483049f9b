package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.WireLimits;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes and reads events, within the limits of the wire: 1 MiB, 100 deep. */
public final class EventJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(WireLimits.DEPTH)
                          .maxNumberLength(WireLimits.NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private EventJson() {}

  static String write(Event event) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("specversion", "1.0");
      json.writeStringField("id", event.id());
      json.writeStringField("source", event.source());
      json.writeStringField("type", event.type());
      json.writeStringField("subject", event.subject());
      json.writeStringField("time", event.time().toString());
      json.writeStringField("datacontenttype", "application/json");
      json.writeStringField("sequence", Integer.toString(event.sequence()));
      json.writeStringField("sagaid", event.sagaId());
      json.writeStringField("sagatype", event.sagaType());
      json.writeStringField("correlationid", event.correlationId());
      if (event.causationId() != null) {
        json.writeStringField("causationid", event.causationId());
      }
      json.writeStringField("traceparent", event.traceParent());
      json.writeFieldName("data");
      MAPPER.writeTree(json, event.data());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does not fail
    }
    return text.toString();
  }

  /** Parses a JSON object, or says in one sentence why it is none. */
  public static ObjectNode readObject(String body) throws Unreadable {
    try {
      JsonNode tree = MAPPER.readTree(body);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw new Unreadable("The message is not a JSON object.");
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw new Unreadable("The message is not valid JSON" + where + ", or is nested too deeply.");
    } catch (RuntimeException e) { // the parser's answer to numbers such as 1e2147483648
      throw new Unreadable("The message has a number that is too large.");
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads back what this class wrote into the database. */
  public static ObjectNode stored(String text) {
    try {
      return readObject(text);
    } catch (Unreadable e) {
      throw new IllegalStateException("A stored JSON text cannot be read.", e);
    }
  }

  /** The text is no JSON object within the limits; the message is a plain sentence. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unreadable(String sentence) {
      super(sentence);
    }
  }
}
