package com.hexabuilders.onboarding.campaigns;

import static com.hexabuilders.onboarding.TestRoom.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.campaigns.CampaignDecision.Granted;
import com.hexabuilders.onboarding.campaigns.CampaignDecision.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignRulesTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @ParameterizedTest
  @CsvSource({
    "BASIC,EMPRESA,10000,1000,2,[DISPLAY; SEARCH]",
    "STANDARD,STARTUP,25000,2500,5,[DISPLAY; SEARCH; SOCIAL]",
    "PREMIUM,EMPRESA,50000,5000,8,[DISPLAY; SEARCH; SOCIAL; VIDEO; RETARGETING]",
    "ENTERPRISE,STARTUP,100000,10000,10,"
        + "[DISPLAY; SEARCH; SOCIAL; VIDEO; RETARGETING; PERFORMANCE]",
    "BASIC,INDIVIDUAL,5000,500,1,[DISPLAY; SEARCH]",
    "STANDARD,FREELANCER,12500,1250,2,[DISPLAY; SEARCH; SOCIAL]",
    "PREMIUM,INDIVIDUAL,25000,2500,4,[DISPLAY; SEARCH; SOCIAL; VIDEO; RETARGETING]"
  })
  void grants_the_plan_and_half_of_it_to_persons(
      String contract, String tipo, String monthly, String daily, int campaigns, String types) {
    for (String data : new String[] {"{}", "{'campaign_permissions': 'all'}", asked("")}) {
      CampaignLimits limits = granted(contract, tipo, data);
      assertThat(limits.monthly()).isEqualByComparingTo(monthly);
      assertThat(limits.daily()).isEqualByComparingTo(daily);
      assertThat(limits.campaigns()).isEqualTo(campaigns);
      assertThat(limits.types()).hasToString(types.replace(';', ','));
    }
  }

  @ParameterizedTest
  @CsvSource({"20000,20000,5000", "50000,50000,5000", "3000.5,3000.5,3000.5", "0,0,0"})
  void grants_a_smaller_budget_as_asked(String asked, String monthly, String daily) {
    CampaignLimits limits = granted("PREMIUM", "EMPRESA", asked("'max_monthly_budget': " + asked));
    assertThat(limits.monthly()).isEqualByComparingTo(monthly);
    assertThat(limits.daily()).isEqualByComparingTo(daily);
    assertThat(limits.campaigns()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({
    "EMPRESA,50000.01,50000",
    "EMPRESA,999999,50000",
    "INDIVIDUAL,25000.01,25000",
    "EMPRESA,1e999,50000",
    "EMPRESA,1e99,50000"
  })
  void refuses_a_budget_above_the_limit(String tipo, String budget, String limit) {
    assertThat(refusal("PREMIUM", tipo, asked("'max_monthly_budget': " + budget)))
        .startsWith("A monthly budget of ")
        .endsWith(" is above the limit of " + limit + " for this partner's PREMIUM contract.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.001", "1e-300", "-1"})
  void refuses_what_is_no_amount_of_money(String budget) {
    assertThat(refusal("PREMIUM", "EMPRESA", asked("'max_monthly_budget': " + budget)))
        .contains("is not an amount of money");
  }

  @Test
  void grants_the_asked_types_in_the_plans_order() {
    CampaignLimits limits =
        granted("STANDARD", "EMPRESA", asked("'types': ['SOCIAL', 'DISPLAY', 'SOCIAL']"));
    assertThat(limits.types()).containsExactly(CampaignType.DISPLAY, CampaignType.SOCIAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIDEO", "ASTROLOGY"})
  void refuses_a_type_the_contract_does_not_allow(String type) {
    assertThat(refusal("BASIC", "EMPRESA", asked("'types': ['SEARCH', '" + type + "']")))
        .isEqualTo(
            "Campaign type \""
                + type
                + "\" is not allowed; a BASIC contract allows [DISPLAY, SEARCH].");
  }

  @Test
  void enables_with_zero_limits_where_no_campaigns_are_wanted() {
    CampaignLimits limits =
        granted(
            "BASIC", "EMPRESA", asked("'can_create_campaigns': false, 'max_monthly_budget': 10"));
    assertThat(limits.monthly()).isZero();
    assertThat(limits.daily()).isZero();
    assertThat(limits.campaigns()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE,2026-03-02,true",
    "DRAFT,2027-03-01,true",
    "SIGNED,2027-03-01,true",
    "ACTIVE,2026-03-01,false",
    "TERMINATED,2027-03-01,false",
    "CANCELLED,2027-03-01,false",
    "ACTIVE,'',false",
    "'',2027-03-01,false"
  })
  void wants_a_live_contract(String status, String validTo, boolean live) {
    CampaignDecision decision =
        CampaignRules.decide(json(facts("BASIC", "EMPRESA", status, validTo)), json("{}"), TODAY);
    assertThat(decision instanceof Granted).isEqualTo(live);
    if (!live) {
      assertThat(((Refused) decision).reason())
          .isEqualTo(
              "The partner has no live contract, and campaigns are only for partners with one.");
    }
  }

  @Test
  void keeps_money_exact() {
    CampaignLimits limits = granted("PREMIUM", "EMPRESA", asked("'max_monthly_budget': 1234.56"));
    assertThat(limits.monthly()).isEqualTo(new BigDecimal("1234.56"));
  }

  private static String asked(String fields) {
    return "{'campaign_permissions': {" + fields + "}}";
  }

  private static String facts(String contract, String tipo, String status, String validTo) {
    return ("{'contract_type': '%s', 'tipo_partner': '%s', 'contract_status': '%s', 'valid_to':"
            + " '%s'}")
        .formatted(contract, tipo, status, validTo);
  }

  private static CampaignDecision decide(String contract, String tipo, String data) {
    return CampaignRules.decide(
        json(facts(contract, tipo, "ACTIVE", "2027-03-01")), json(data), TODAY);
  }

  private static CampaignLimits granted(String contract, String tipo, String data) {
    return ((Granted) decide(contract, tipo, data)).limits();
  }

  private static String refusal(String contract, String tipo, String data) {
    return ((Refused) decide(contract, tipo, data)).reason();
  }
}
