package com.hexabuilders.onboarding.campaigns;

/** A kind of campaign, in the order the plans add them. */
enum CampaignType {
  DISPLAY,
  SEARCH,
  SOCIAL,
  VIDEO,
  RETARGETING,
  PERFORMANCE
}
