package com.hexabuilders.onboarding.partners;

import static com.hexabuilders.onboarding.TestRoom.json;
import static com.hexabuilders.onboarding.partners.Policy.OFF;
import static com.hexabuilders.onboarding.partners.Policy.REJECT;
import static com.hexabuilders.onboarding.partners.Policy.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerRulesTest {

  private static final String FULL =
      "{'nombre': 'Acme', 'email': 'a@acme.com', 'telefono': '1234567', 'direccion': 'Calle 1',"
          + " 'ciudad': 'Bogota', 'pais': 'Colombia', 'tipo_partner': '%s'}";
  private static final String BARE =
      "{'nombre': 'Acme', 'email': '%s', 'telefono': '1234567', 'tipo_partner': '%s'}";
  private static final String TAKEN =
      "The e-mail address already belongs to another live partner, and each has its own.";

  @ParameterizedTest
  @CsvSource({"INDIVIDUAL", "EMPRESA", "STARTUP", "FREELANCER"})
  void lets_every_type_with_a_full_address_in(String tipo) {
    assertThat(judge(REJECT, FULL.formatted(tipo), null)).isEqualTo(Verdict.FINE);
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVO,true",
    "VALIDADO,true",
    "SUSPENDIDO,true",
    "INACTIVO,false",
    "ELIMINADO,false"
  })
  void refuses_a_partner_that_is_live_or_suspended(PartnerState state, boolean refused) {
    Verdict verdict = judge(WARN, FULL.formatted("EMPRESA"), state);
    assertThat(verdict.fine()).isEqualTo(!refused);
    if (refused) {
      assertThat(verdict.refusal()).startsWith("The partner is ").contains(state.name());
    }
  }

  @Test
  void refuses_an_unknown_type() {
    assertThat(judge(WARN, FULL.formatted("ONG"), null).refusal())
        .isEqualTo(
            "Partner type \"ONG\" is unknown; it must be INDIVIDUAL, EMPRESA, STARTUP or FREELANCER.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud83d"})
  void refuses_what_a_database_cannot_store(String unstorable) {
    String data = FULL.formatted("EMPRESA").replace("Calle 1", "Calle" + unstorable);
    assertThat(judge(WARN, data, null).refusal()).contains("NUL");
  }

  @ParameterizedTest
  @CsvSource({"EMPRESA,true", "STARTUP,true", "INDIVIDUAL,false", "FREELANCER,false"})
  void wants_a_full_address_of_companies(String tipo, boolean wanted) {
    String data = BARE.formatted("a@acme.com", tipo);
    String sentence =
        "A partner of type %s gives a full address; missing: direccion, ciudad, pais."
            .formatted(tipo);
    assertThat(judge(OFF, data, null)).isEqualTo(Verdict.FINE);
    assertThat(judge(WARN, data, null).warnings())
        .isEqualTo(wanted ? List.of(sentence) : List.of());
    assertThat(judge(REJECT, data, null).refusal()).isEqualTo(wanted ? sentence : null);
  }

  @Test
  void names_only_what_is_missing_of_the_address() {
    String data = FULL.formatted("EMPRESA").replace("'Bogota'", "'  '");
    assertThat(judge(WARN, data, null).warnings())
        .containsExactly("A partner of type EMPRESA gives a full address; missing: ciudad.");
  }

  @ParameterizedTest
  @CsvSource({
    "EMPRESA,Boss@Gmail.com,true",
    "EMPRESA,boss@notgmail.com,false",
    "STARTUP,boss@gmail.com,false"
  })
  void wants_an_empresa_to_have_its_own_mail(String tipo, String email, boolean broken) {
    String data = FULL.formatted(tipo).replace("a@acme.com", email);
    String sentence = "A partner of type EMPRESA does not use a free-mail address.";
    assertThat(judge(OFF, data, null)).isEqualTo(Verdict.FINE);
    assertThat(judge(WARN, data, null).warnings())
        .isEqualTo(broken ? List.of(sentence) : List.of());
    assertThat(judge(REJECT, data, null).refusal()).isEqualTo(broken ? sentence : null);
  }

  @Test
  void warns_of_every_broken_policy_at_once() {
    Verdict verdict = judge(WARN, BARE.formatted("a@gmail.com", "EMPRESA"), null);
    assertThat(rules(WARN).emailTaken(verdict).warnings()).hasSize(3).last().isEqualTo(TAKEN);
  }

  @Test
  void obeys_the_policy_on_an_email_that_is_taken() {
    assertThat(rules(OFF).emailTaken(Verdict.FINE)).isEqualTo(Verdict.FINE);
    assertThat(rules(WARN).emailTaken(Verdict.FINE).warnings()).containsExactly(TAKEN);
    assertThat(rules(REJECT).emailTaken(Verdict.FINE).refusal()).isEqualTo(TAKEN);
  }

  @Test
  void hides_personal_data_from_logs() {
    assertThat(PartnerDetails.of(json(FULL.formatted("EMPRESA"))))
        .hasToString("PartnerDetails[tipo=EMPRESA, personal data not shown]");
  }

  private static PartnerRules rules(Policy policy) {
    return new PartnerRules(new PartnerPolicies(policy, policy, policy));
  }

  private static Verdict judge(Policy policy, String data, PartnerState present) {
    PartnerRow row =
        present == null ? null : new PartnerRow("p1", present, "saga-0", "a@acme.com", false);
    return rules(policy).judge("saga-1", PartnerDetails.of(json(data)), row);
  }
}
