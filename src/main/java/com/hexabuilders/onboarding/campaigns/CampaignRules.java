package com.hexabuilders.onboarding.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.campaigns.CampaignDecision.Granted;
import com.hexabuilders.onboarding.campaigns.CampaignDecision.Refused;
import com.hexabuilders.onboarding.saga.Quoted;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What may be granted to whom. Pure: no clock, no database. */
final class CampaignRules {

  private static final Set<String> LIVE_CONTRACT = Set.of("DRAFT", "SIGNED", "ACTIVE");
  private static final int DECIMALS = 2;

  private CampaignRules() {}

  /**
   * Decides on a partner's {@code campaign_permissions}; anything but an object means the plan's
   * defaults.
   *
   * @param facts contract_type, contract_status and valid_to as the contract announced them, and
   *     tipo_partner as the registration did
   */
  static CampaignDecision decide(JsonNode facts, JsonNode partnerData, LocalDate today) {
    Optional<CampaignPlan> plan = CampaignPlan.named(facts.path("contract_type").asText());
    if (plan.isEmpty() || !live(facts, today)) {
      return new Refused(
          "The partner has no live contract, and campaigns are only for partners with one.");
    }
    String asserted = partnerData.path("tipo_partner").asText();
    CampaignLimits limits = plan.get().limitsFor(facts.path("tipo_partner").asText(asserted));
    JsonNode asked = partnerData.path("campaign_permissions");
    Optional<String> fault =
        budgetFault(asked, plan.get(), limits).or(() -> typeFault(asked, plan.get(), limits));
    return fault.isPresent()
        ? new Refused(fault.get())
        : new Granted(plan.get(), granted(asked, limits));
  }

  private static boolean live(JsonNode facts, LocalDate today) {
    if (!LIVE_CONTRACT.contains(facts.path("contract_status").asText())) {
      return false;
    }
    try {
      return today.isBefore(LocalDate.parse(facts.path("valid_to").asText()));
    } catch (DateTimeParseException noEndAnnounced) {
      return false;
    }
  }

  private static Optional<String> budgetFault(
      JsonNode asked, CampaignPlan plan, CampaignLimits limits) {
    JsonNode budget = asked.path("max_monthly_budget");
    if (!budget.isNumber()) {
      return Optional.empty();
    }
    // 1e999 is read as infinity, which has no decimal value
    if (!Double.isFinite(budget.doubleValue())
        || budget.decimalValue().compareTo(limits.monthly()) > 0) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "A monthly budget of %s is above the limit of %s for this partner's %s contract.",
              Quoted.number(budget.asText()),
              limits.monthly().toPlainString(),
              plan));
    }
    BigDecimal amount = budget.decimalValue().stripTrailingZeros();
    return amount.signum() < 0 || amount.scale() > DECIMALS
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "A monthly budget of %s is not an amount of money; it has at most %d decimals and is not negative.",
                Quoted.number(budget.asText()),
                DECIMALS))
        : Optional.empty();
  }

  private static Optional<String> typeFault(
      JsonNode asked, CampaignPlan plan, CampaignLimits limits) {
    for (JsonNode type : asked.path("types")) {
      if (limits.types().stream().noneMatch(allowed -> allowed.name().equals(type.asText()))) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "Campaign type %s is not allowed; a %s contract allows %s.",
                Quoted.code(type.asText(), (Object[]) CampaignType.values()),
                plan,
                limits.types()));
      }
    }
    return Optional.empty();
  }

  private static CampaignLimits granted(JsonNode asked, CampaignLimits limits) {
    CampaignLimits granted = limits;
    if (asked.path("max_monthly_budget").isNumber()) {
      granted = granted.withMonthly(asked.get("max_monthly_budget").decimalValue());
    }
    Set<CampaignType> types = EnumSet.noneOf(CampaignType.class);
    asked.path("types").forEach(type -> types.add(CampaignType.valueOf(type.asText())));
    if (!types.isEmpty()) {
      granted = granted.withTypes(List.copyOf(types));
    }
    return asked.path("can_create_campaigns").asBoolean(true) ? granted : granted.zero();
  }
}
