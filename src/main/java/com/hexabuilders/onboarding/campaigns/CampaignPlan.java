package com.hexabuilders.onboarding.campaigns;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Limits that come with a contract of the same name, for a company. */
enum CampaignPlan {
  BASIC(10_000, 1_000, 2, CampaignType.SEARCH),
  STANDARD(25_000, 2_500, 5, CampaignType.SOCIAL),
  PREMIUM(50_000, 5_000, 8, CampaignType.RETARGETING),
  ENTERPRISE(100_000, 10_000, 10, CampaignType.PERFORMANCE);

  private final CampaignLimits limits;

  CampaignPlan(long monthly, long daily, int campaigns, CampaignType last) {
    Set<CampaignType> types = EnumSet.range(CampaignType.DISPLAY, last);
    this.limits =
        new CampaignLimits(
            BigDecimal.valueOf(monthly), BigDecimal.valueOf(daily), campaigns, List.copyOf(types));
  }

  /** The limits for a partner of this type; a person has half of a company's. */
  CampaignLimits limitsFor(String tipoPartner) {
    boolean person = tipoPartner.equals("INDIVIDUAL") || tipoPartner.equals("FREELANCER");
    return person ? limits.halved() : limits;
  }

  static Optional<CampaignPlan> named(String name) {
    return Arrays.stream(values()).filter(plan -> plan.name().equals(name)).findFirst();
  }
}
