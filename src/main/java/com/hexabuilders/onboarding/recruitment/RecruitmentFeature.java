package com.hexabuilders.onboarding.recruitment;

/** What every setup comes with. */
enum RecruitmentFeature {
  JOB_POSTING,
  CANDIDATE_MANAGEMENT,
  APPLICATION_TRACKING
}
