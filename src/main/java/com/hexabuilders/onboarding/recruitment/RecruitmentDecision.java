package com.hexabuilders.onboarding.recruitment;

import java.util.List;

/** What the rules say to a wish to recruit. */
sealed interface RecruitmentDecision {

  /** So many jobs may be open at a time, in these categories. */
  record Granted(RecruitmentPlan plan, int maxActiveJobs, List<JobCategory> categories)
      implements RecruitmentDecision {

    public Granted {
      categories = List.copyOf(categories);
    }
  }

  /** A rule says no, in one plain sentence. */
  record Refused(String reason) implements RecruitmentDecision {}
}
