package com.hexabuilders.onboarding.recruitment;

import static com.hexabuilders.onboarding.TestRoom.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.recruitment.RecruitmentDecision.Granted;
import com.hexabuilders.onboarding.recruitment.RecruitmentDecision.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecruitmentRulesTest {

  @ParameterizedTest
  @CsvSource({"BASIC,5", "STANDARD,15", "PREMIUM,30", "ENTERPRISE,50"})
  void grants_the_plans_quota_and_every_category(String contract, int jobs) {
    for (String data : new String[] {"{}", "{'recruitment_preferences': 'any'}", asked("")}) {
      Granted granted = (Granted) decide(contract, data);
      assertThat(granted.maxActiveJobs()).isEqualTo(jobs);
      assertThat(granted.categories()).containsExactly(JobCategory.values());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'max_active_jobs': 10,10",
    "'max_active_jobs': 15,15",
    "'max_active_jobs': 0,0",
    "'can_post_jobs': true,15",
    "'can_post_jobs': false,0"
  })
  void grants_a_smaller_quota_as_asked(String fields, int jobs) {
    assertThat(((Granted) decide("STANDARD", asked(fields))).maxActiveJobs()).isEqualTo(jobs);
  }

  @ParameterizedTest
  @CsvSource({"6", "999999999999999999999", "1e999"})
  void refuses_a_quota_above_the_plan(String jobs) {
    assertThat(((Refused) decide("BASIC", asked("'max_active_jobs': " + jobs))).reason())
        .startsWith("A quota of ")
        .endsWith(" active jobs is above the limit of 5 for a BASIC contract.");
  }

  @Test
  void grants_the_asked_categories() {
    String data = asked("'categories': ['SALES', 'TECHNOLOGY', 'SALES']");
    assertThat(((Granted) decide("BASIC", data)).categories())
        .containsExactly(JobCategory.TECHNOLOGY, JobCategory.SALES);
  }

  @Test
  void refuses_an_unknown_category() {
    assertThat(decide("BASIC", asked("'categories': ['SALES', 'ASTROLOGY']")))
        .isEqualTo(
            new Refused(
                "Job category \"ASTROLOGY\" is unknown; it must be one of [TECHNOLOGY, SALES,"
                    + " MARKETING, OPERATIONS]."));
  }

  @Test
  void refuses_without_a_contract() {
    assertThat(RecruitmentRules.decide(json("{}"), json("{}"))).isInstanceOf(Refused.class);
  }

  private static String asked(String fields) {
    return "{'recruitment_preferences': {" + fields + "}}";
  }

  private static RecruitmentDecision decide(String contract, String data) {
    return RecruitmentRules.decide(json("{'contract_type': '" + contract + "'}"), json(data));
  }
}
