package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.start.StartReading;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.StartSource;
import java.util.List;
import java.util.UUID;

/** Reads starts whose only rule is that {@code nombre} is there. */
public final class FakeStartReading implements StartReading {

  @Override
  public Reading letter(String letterId, String body, JsonNode edited) {
    ObjectNode data = edited == null ? EventJson.stored(body) : (ObjectNode) edited;
    String partner = data.path("partner_id").asText();
    return read(partner, "corr-" + partner, data, StartSource.QUEUE, "letter " + letterId);
  }

  @Override
  public String partnerId(String body) {
    return EventJson.stored(body).path("partner_id").textValue();
  }

  @Override
  public Reading again(
      String partnerId,
      String correlationId,
      ObjectNode partnerData,
      JsonNode edited,
      String idempotencyKey) {
    ObjectNode merged = partnerData.deepCopy();
    if (edited != null) {
      merged.setAll((ObjectNode) edited);
    }
    return read(partnerId, correlationId, merged, StartSource.REST, idempotencyKey);
  }

  private static Reading read(
      String partner, String correlation, ObjectNode data, StartSource source, String identity) {
    return data.hasNonNull("nombre")
        ? new Start(
            new StartRequest(
                UUID.randomUUID().toString(),
                partner,
                correlation,
                Sha256.of(data.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                data,
                source,
                identity))
        : new Faulty(List.of(new FieldFault("nombre", "Is missing.")));
  }
}
