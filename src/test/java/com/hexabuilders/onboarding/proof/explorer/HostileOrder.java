package com.hexabuilders.onboarding.proof.explorer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.proof.stories.Orders;
import java.text.Normalizer;

/** Orders with text that databases, logs and brokers keep badly in every field that takes text. */
final class HostileOrder {

  /** Quotes, a second language, other ways of writing, and characters of two and more parts. */
  static final String TEXT =
      "O'Neil\"; drop table saga; -- \\u0000 ${x} {{x}} %s {0} <b>&amp; \u202e\u05e9\u05dc\u202c"
          + " \ud83d\udc69\u200d\ud83d\udcbb e\u0301 \uff07";

  /** As it has to be kept. */
  static final String KEPT = Normalizer.normalize(TEXT, Normalizer.Form.NFC);

  private static final String KEY = "'\"; -- \\u0000 ${x} %s {0} <b> ";

  /** The same without what cannot be seen, which acts and correlation ids may not have. */
  static final String VISIBLE = KEY + "\u00e9 \u05e9\u05dc \ud83d\ude00 \uff07";

  private HostileOrder() {}

  private static ObjectNode of(String partner) {
    ObjectNode order = Orders.order(partner);
    ObjectNode data = (ObjectNode) order.get("partner_data");
    for (String field :
        new String[] {
          "nombre", "direccion", "ciudad", "pais", "campaign_permissions", "recruitment_preferences"
        }) {
      data.put(field, TEXT);
    }
    data.put("email", "o'n\u00e9il+%s{0}`|~$@b\u00fccher-" + partner + ".com");
    data.put("telefono", "+1 (234) 567-8 ext. 12");
    data.putArray("required_documents").add("IDENTITY");
    data.putArray("documents")
        .addObject()
        .put("type", "IDENTITY")
        .put("format", "pdf")
        .put("size_bytes", 5)
        .put("expires_on", "2999-01-01")
        .put("review", TEXT);
    data.put(TEXT, TEXT);
    order.put(TEXT, TEXT);
    return order.put("correlation_id", correlationId(partner));
  }

  /** An order with some fields of {@code partner_data} set otherwise; without them it completes. */
  static ObjectNode of(String partner, String otherFields) {
    ObjectNode order = of(partner);
    ((ObjectNode) order.get("partner_data")).setAll((ObjectNode) Orders.json(otherFields));
    return order;
  }

  static String correlationId(String partner) {
    return VISIBLE + partner;
  }

  /** A key, an id of an event, or its source. */
  static String key(String partner) {
    return KEY + partner;
  }

  /** An act's body. */
  static String reason() {
    return Orders.JSON.createObjectNode().put("reason", VISIBLE).toString();
  }
}
