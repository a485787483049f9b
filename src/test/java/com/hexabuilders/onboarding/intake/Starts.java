package com.hexabuilders.onboarding.intake;

import java.util.List;

/** Start requests for tests. */
final class Starts {

  static final String MINIMAL =
      """
      {"partner_data": {"nombre": "TechSolutions Inc", "email": "contact@techsolutions.com",
       "telefono": "+1234567890", "tipo_partner": "EMPRESA", "preferred_contract_type": "PREMIUM"},
       "correlation_id": "corr-123-456"}
      """;

  private Starts() {}

  /** A good start in which these fields are set, replacing the good values. */
  static String with(String fields) {
    StringBuilder body = new StringBuilder("{\"partner_data\":{");
    for (String good :
        List.of(
            "\"nombre\":\"Ana Diaz\"",
            "\"email\":\"ana@host.com\"",
            "\"telefono\":\"(123) 456-7890\"",
            "\"tipo_partner\":\"INDIVIDUAL\"")) {
      if (!fields.contains(good.substring(0, good.indexOf(':')))) {
        body.append(good).append(',');
      }
    }
    return body.append(fields).append("}}").toString();
  }
}
