package com.hexabuilders.onboarding.intake;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Reads a start request and says at once everything that is wrong with its shape. What only a step
 * can judge (an unknown contract type, a document that has expired) passes.
 *
 * <p>Safe for many threads; costs some tens of microseconds. Messages never repeat a value.
 */
@Component
public class StartReader {

  private static final String CORRELATION_ID = "correlation_id";

  private final StartSchema schema = new StartSchema();

  /** Reads a start from text as it came from outside. */
  public ReadStart read(String text) {
    try {
      return read(StrictJson.read(text));
    } catch (UnreadableJson e) {
      return new ReadStart.Invalid(List.of(new FieldFault("body", e.getMessage())), null);
    }
  }

  /** Reads a start that is part of a message already read by {@link StrictJson}. */
  public ReadStart read(JsonNode body) {
    List<FieldFault> faults = new ArrayList<>();
    JsonNode start = new KnownFields(faults).copy(schema.content(), body, "");
    faults.addAll(schema.faults(start));
    faults.addAll(
        StartFieldRules.faults(start, faults.stream().map(FieldFault::field).collect(toSet())));
    return faults.isEmpty()
        ? new ReadStart.Valid(draft(start))
        : invalid(start, firstOfEachField(faults));
  }

  /**
   * Reads a start that travelled in something else.
   *
   * @param correlationId counts where the start names none; well formed, or null
   */
  ReadStart read(JsonNode body, String correlationId) {
    return correlationId == null || !body.isObject() || body.hasNonNull(CORRELATION_ID)
        ? read(body)
        : read(
            JsonNodeFactory.instance
                .objectNode()
                .<ObjectNode>setAll((ObjectNode) body)
                .put(CORRELATION_ID, correlationId));
  }

  private static ReadStart invalid(JsonNode start, List<FieldFault> faults) {
    boolean named = faults.stream().noneMatch(fault -> fault.field().equals(CORRELATION_ID));
    return new ReadStart.Invalid(faults, named ? start.path(CORRELATION_ID).textValue() : null);
  }

  private static List<FieldFault> firstOfEachField(List<FieldFault> faults) {
    Map<String, FieldFault> first = new LinkedHashMap<>();
    faults.forEach(fault -> first.putIfAbsent(fault.field(), fault));
    return List.copyOf(first.values());
  }

  private static StartDraft draft(JsonNode start) {
    ObjectNode partner = (ObjectNode) start.get("partner_data");
    return new StartDraft(
        partner.path("partner_id").textValue(),
        start.path(CORRELATION_ID).textValue(),
        partner,
        Sha256.of(partner.toString()));
  }
}
