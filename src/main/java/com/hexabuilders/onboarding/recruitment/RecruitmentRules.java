package com.hexabuilders.onboarding.recruitment;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.recruitment.RecruitmentDecision.Granted;
import com.hexabuilders.onboarding.recruitment.RecruitmentDecision.Refused;
import com.hexabuilders.onboarding.saga.Quoted;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What may be set up for whom. Pure: no clock, no database. */
final class RecruitmentRules {

  private RecruitmentRules() {}

  /**
   * Decides on a partner's {@code recruitment_preferences}; anything but an object means the plan's
   * defaults.
   *
   * @param facts contract_type as the contract announced it
   */
  static RecruitmentDecision decide(JsonNode facts, JsonNode partnerData) {
    Optional<RecruitmentPlan> plan = RecruitmentPlan.named(facts.path("contract_type").asText());
    if (plan.isEmpty()) {
      return new Refused(
          "No contract of a known type was announced, and it decides the job quota.");
    }
    JsonNode asked = partnerData.path("recruitment_preferences");
    Optional<String> fault = quotaFault(asked, plan.get()).or(() -> categoryFault(asked));
    return fault.isPresent() ? new Refused(fault.get()) : granted(asked, plan.get());
  }

  private static Optional<String> quotaFault(JsonNode asked, RecruitmentPlan plan) {
    JsonNode jobs = asked.path("max_active_jobs");
    if (!jobs.isNumber() || jobs.doubleValue() <= plan.maxActiveJobs) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "A quota of %s active jobs is above the limit of %d for a %s contract.",
            Quoted.number(jobs.asText()),
            plan.maxActiveJobs,
            plan));
  }

  private static Optional<String> categoryFault(JsonNode asked) {
    for (JsonNode category : asked.path("categories")) {
      String name = category.asText();
      if (Arrays.stream(JobCategory.values()).noneMatch(known -> known.name().equals(name))) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "Job category %s is unknown; it must be one of %s.",
                Quoted.code(name, (Object[]) JobCategory.values()),
                List.of(JobCategory.values())));
      }
    }
    return Optional.empty();
  }

  private static Granted granted(JsonNode asked, RecruitmentPlan plan) {
    int jobs = asked.path("max_active_jobs").asInt(plan.maxActiveJobs);
    Set<JobCategory> categories = EnumSet.noneOf(JobCategory.class);
    asked.path("categories").forEach(name -> categories.add(JobCategory.valueOf(name.asText())));
    return new Granted(
        plan,
        asked.path("can_post_jobs").asBoolean(true) ? jobs : 0,
        categories.isEmpty() ? List.of(JobCategory.values()) : List.copyOf(categories));
  }
}
