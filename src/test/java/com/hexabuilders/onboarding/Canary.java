package com.hexabuilders.onboarding;

import java.util.List;

/**
 * A partner whose every personal field is a value of its own, so that each is found wherever it is.
 */
public record Canary(String partnerId) {

  /** What must be found nowhere once it is erased; lower case. */
  public static final List<String> VALUES =
      List.of(
          "quetzalname",
          "quetzalmail",
          "5550190019",
          "quetzalstreet",
          "quetzalcity",
          "quetzalland");

  /** A start of this partner that every step accepts. */
  public String start() {
    return start("+5550190019");
  }

  /** A start of this partner that cannot be read, because its telephone number is a word. */
  public String unreadable() {
    return start("5550190019 call me");
  }

  /** What an unreadable start may look like that was cut in the middle. */
  public String torn() {
    String whole = start();
    return whole.substring(0, whole.length() - 20);
  }

  /** An unreadable start that names no partner, but has this one's e-mail address. */
  public String nameless() {
    return unreadable().replace("\"partner_id\": \"" + partnerId + "\",", "");
  }

  private String start(String telefono) {
    return """
    {"partner_data": {"partner_id": "%s", "nombre": "QuetzalName", "email": "QuetzalMail@example.com",
      "telefono": "%s", "direccion": "QuetzalStreet 1", "ciudad": "QuetzalCity", "pais": "QuetzalLand",
      "tipo_partner": "EMPRESA", "preferred_contract_type": "BASIC"}, "correlation_id": "corr-%s"}
    """
        .formatted(partnerId, telefono, partnerId);
  }
}
