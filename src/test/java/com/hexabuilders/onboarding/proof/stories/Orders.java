package com.hexabuilders.onboarding.proof.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Bodies of start requests. */
public final class Orders {

  /** How long one saga may take on a busy machine. */
  static final Duration SOON = Duration.ofSeconds(30);

  /** The wire contract's own example, word for word. */
  static final String MINIMAL =
      """
      {"partner_data": {"nombre": "TechSolutions Inc", "email": "contact@techsolutions.com",
                        "telefono": "+1234567890", "tipo_partner": "EMPRESA",
                        "preferred_contract_type": "PREMIUM"},
       "correlation_id": "corr-123-456"}
      """;

  public static final ObjectMapper JSON = new ObjectMapper();

  private Orders() {}

  /** The smallest complete order of a PREMIUM contract, with an e-mail address of its own. */
  public static ObjectNode order(String partnerId) {
    ObjectNode order = JSON.createObjectNode();
    order
        .putObject("partner_data")
        .put("partner_id", partnerId)
        .put("nombre", "TechSolutions Inc")
        .put("email", "contact@" + partnerId + ".com")
        .put("telefono", "+1234567890")
        .put("tipo_partner", "EMPRESA")
        .put("preferred_contract_type", "PREMIUM");
    return order.put("correlation_id", "corr-" + partnerId);
  }

  /** An order with some fields of {@code partner_data} set otherwise. */
  public static ObjectNode order(String partnerId, String otherFields) {
    ObjectNode order = order(partnerId);
    ((ObjectNode) order.get("partner_data")).setAll((ObjectNode) json(otherFields));
    return order;
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
