package com.hexabuilders.onboarding.proof.benchmark;

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
  final String fields;
  private final String lastEvent;

  Scenario(String end, String lastEvent, String fields) {
    this.end = end;
    this.lastEvent = lastEvent;
    this.fields = fields;
  }

  /** Whether this event tells that a saga of this scenario is final. */
  boolean isLast(String type, String event) {
    return lastEvent.equals(type) && (this == A || event.contains(UNDONE_LAST));
  }
}
