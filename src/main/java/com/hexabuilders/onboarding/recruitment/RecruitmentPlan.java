package com.hexabuilders.onboarding.recruitment;

import java.util.Arrays;
import java.util.Optional;

/** How many jobs a contract of the same name lets a partner have open at a time. */
enum RecruitmentPlan {
  BASIC(5),
  STANDARD(15),
  PREMIUM(30),
  ENTERPRISE(50);

  final int maxActiveJobs;

  RecruitmentPlan(int maxActiveJobs) {
    this.maxActiveJobs = maxActiveJobs;
  }

  static Optional<RecruitmentPlan> named(String name) {
    return Arrays.stream(values()).filter(plan -> plan.name().equals(name)).findFirst();
  }
}
