package com.hexabuilders.onboarding.contracts;

import static com.hexabuilders.onboarding.TestRoom.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.contracts.ContractDecision.Agreed;
import com.hexabuilders.onboarding.contracts.ContractDecision.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContractRulesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @ParameterizedTest
  @CsvSource({"BASIC,10", "STANDARD,12", "PREMIUM,15", "ENTERPRISE,18"})
  void agrees_on_twelve_months_and_a_commission_by_type(String type, BigDecimal rate) {
    assertThat(decide("ACTIVO", "EMPRESA", "{'preferred_contract_type': '" + type + "'}"))
        .isEqualTo(
            new Agreed(
                new ContractTerms(
                    ContractType.valueOf(type), rate, TODAY, LocalDate.of(2027, 3, 1))));
  }

  @Test
  void takes_basic_where_nothing_is_preferred() {
    assertThat(decide("VALIDADO", "INDIVIDUAL", "{}"))
        .isEqualTo(new Agreed(ContractTerms.of(ContractType.BASIC, TODAY)));
  }

  @ParameterizedTest
  @CsvSource({"INDIVIDUAL,true", "FREELANCER,true", "EMPRESA,false", "STARTUP,false"})
  void keeps_enterprise_for_companies(String tipo, boolean refused) {
    ContractDecision decision = decide("ACTIVO", tipo, "{'preferred_contract_type': 'ENTERPRISE'}");
    assertThat(decision instanceof Refused).isEqualTo(refused);
    if (refused) {
      assertThat(decision)
          .isEqualTo(
              new Refused(
                  "An ENTERPRISE contract is not for a partner of type "
                      + tipo
                      + "; it is for EMPRESA and STARTUP."));
    }
  }

  @ParameterizedTest
  @CsvSource({"GOLD", "premium", "''"})
  void refuses_an_unknown_type(String type) {
    assertThat(decide("ACTIVO", "EMPRESA", "{'preferred_contract_type': '" + type + "'}"))
        .isEqualTo(
            new Refused(
                "Contract type \""
                    + type
                    + "\" is unknown; it must be BASIC, STANDARD, PREMIUM or ENTERPRISE."));
  }

  @Test
  void does_not_repeat_a_strange_type() {
    String strange = "a\\u0000b\\ud800" + "x".repeat(100_000);
    Refused refused =
        (Refused) decide("ACTIVO", "EMPRESA", "{'preferred_contract_type': '" + strange + "'}");
    assertThat(refused.reason()).startsWith("Contract type \"***\" is unknown");
  }

  @ParameterizedTest
  @CsvSource({"INACTIVO", "SUSPENDIDO", "ELIMINADO", "''"})
  void refuses_a_partner_that_is_not_live(String state) {
    assertThat(decide(state, "EMPRESA", "{}"))
        .isEqualTo(
            new Refused("The partner is not live, and only a live partner can sign a contract."));
  }

  @ParameterizedTest
  @CsvSource({"SUSPENDIDO,true", "ELIMINADO,true", "VALIDADO,false"})
  void the_present_state_counts_whatever_was_announced(String state, boolean refused) {
    JsonNode facts = json("{'partner_state': 'ACTIVO', 'tipo_partner': 'EMPRESA'}");
    assertThat(ContractRules.decide(state, facts, json("{}"), TODAY) instanceof Refused)
        .isEqualTo(refused);
  }

  @Test
  void refuses_a_partner_nobody_has_registered() {
    assertThat(ContractRules.decide(null, json("{}"), json("{}"), TODAY))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @EnumSource(ContractState.class)
  void undo_cancels_before_and_terminates_after_coming_into_force(ContractState state) {
    assertThat(state.live()).isEqualTo(state.ordinal() < 3);
    assertThat(state.undone())
        .isEqualTo(
            state == ContractState.ACTIVE ? ContractState.TERMINATED : ContractState.CANCELLED);
  }

  private static ContractDecision decide(String state, String tipo, String data) {
    String facts = "{'partner_state': '%s', 'tipo_partner': '%s'}".formatted(state, tipo);
    return ContractRules.decide(null, json(facts), json(data), TODAY);
  }
}
