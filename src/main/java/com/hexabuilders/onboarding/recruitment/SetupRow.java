package com.hexabuilders.onboarding.recruitment;

import java.util.List;

/** A setup as it stands; {@code sagaId} names the saga that made this state. */
record SetupRow(
    String setupId,
    String partnerId,
    String sagaId,
    RecruitmentPlan plan,
    SetupState state,
    int maxActiveJobs,
    List<JobCategory> categories,
    List<RecruitmentFeature> features) {

  SetupRow {
    categories = List.copyOf(categories);
    features = List.copyOf(features);
  }

  SetupRow withdrawn() {
    return new SetupRow(
        setupId, partnerId, sagaId, plan, SetupState.WITHDRAWN, 0, categories, features);
  }
}
