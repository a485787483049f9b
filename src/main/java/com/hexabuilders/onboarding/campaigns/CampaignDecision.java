package com.hexabuilders.onboarding.campaigns;

/** What the rules say to a wish for campaigns. */
sealed interface CampaignDecision {

  /** These limits are granted under this plan. */
  record Granted(CampaignPlan plan, CampaignLimits limits) implements CampaignDecision {}

  /** A rule says no, in one plain sentence. */
  record Refused(String reason) implements CampaignDecision {}
}
