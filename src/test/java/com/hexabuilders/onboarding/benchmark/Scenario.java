package com.hexabuilders.onboarding.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.stories.Orders;

/** What happens to the onboardings of one point. */
enum Scenario {
  /** All five steps succeed. */
  A("COMPLETED", "PartnerOnboardingCompleted", "{}"),

  /** Step 4 refuses and the three before it are undone. */
  B(
      "COMPENSATED",
      "CompensationCompleted",
      "{\"campaign_permissions\": {\"max_monthly_budget\": 999999}}");

  private static final String UNDONE_LAST = "\"step\":\"partner_registration\"";

  final String end;
  private final String lastEvent;
  private final String fields;

  Scenario(String end, String lastEvent, String fields) {
    this.end = end;
    this.lastEvent = lastEvent;
    this.fields = fields;
  }

  /** A start request, with that many characters of a field nobody knows. */
  String order(String partnerId, int padding) {
    ObjectNode order = Orders.order(partnerId, fields);
    if (padding > 0) {
      order.put("padding", "x".repeat(padding));
    }
    return order.toString();
  }

  /** Whether this event tells that a saga of this scenario is final. */
  boolean isLast(String type, String event) {
    return lastEvent.equals(type) && (this == A || event.contains(UNDONE_LAST));
  }
}
