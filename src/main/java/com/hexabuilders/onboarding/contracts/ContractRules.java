package com.hexabuilders.onboarding.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.contracts.ContractDecision.Agreed;
import com.hexabuilders.onboarding.contracts.ContractDecision.Refused;
import com.hexabuilders.onboarding.saga.Quoted;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who may sign what. Pure: no clock, no database. */
final class ContractRules {

  static final String ONE_LIVE_CONTRACT =
      "The partner already has a live contract, and only one contract of a partner may be live.";

  private static final Set<String> LIVE_PARTNER = Set.of("ACTIVO", "VALIDADO");
  private static final Set<String> PERSONS = Set.of("INDIVIDUAL", "FREELANCER");

  private ContractRules() {}

  /**
   * Decides all but the uniqueness of the live contract, which only the database can.
   *
   * @param presentState of the partner; null if nobody keeps it, then the announced one counts
   * @param facts partner_state and tipo_partner as the registration announced them
   */
  static ContractDecision decide(
      String presentState, JsonNode facts, JsonNode partnerData, LocalDate today) {
    String announced = facts.path("partner_state").asText();
    if (!LIVE_PARTNER.contains(presentState == null ? announced : presentState)) {
      return new Refused("The partner is not live, and only a live partner can sign a contract.");
    }
    String wanted = partnerData.path("preferred_contract_type").asText("BASIC");
    Optional<ContractType> type =
        Arrays.stream(ContractType.values()).filter(t -> t.name().equals(wanted)).findFirst();
    if (type.isEmpty()) {
      return new Refused(
          String.format(
              Locale.ROOT,
              "Contract type %s is unknown; it must be BASIC, STANDARD, PREMIUM or ENTERPRISE.",
              Quoted.code(wanted, (Object[]) ContractType.values())));
    }
    String tipo = facts.path("tipo_partner").asText();
    if (type.get() == ContractType.ENTERPRISE && PERSONS.contains(tipo)) {
      return new Refused(
          String.format(
              Locale.ROOT,
              "An ENTERPRISE contract is not for a partner of type %s; it is for EMPRESA and STARTUP.",
              tipo));
    }
    return new Agreed(ContractTerms.of(type.get(), today));
  }
}
