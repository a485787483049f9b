package com.hexabuilders.onboarding.campaigns;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a partner may spend and run; money exact, in the configured currency.
 *
 * @param types in the plan's order
 */
record CampaignLimits(
    BigDecimal monthly, BigDecimal daily, int campaigns, List<CampaignType> types) {

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  CampaignLimits {
    types = List.copyOf(types);
  }

  /** Half the money, and half the campaigns rounded down. */
  CampaignLimits halved() {
    return new CampaignLimits(monthly.divide(TWO), daily.divide(TWO), campaigns / 2, types);
  }

  /** The same with a smaller monthly budget, which also bounds the daily one. */
  CampaignLimits withMonthly(BigDecimal asked) {
    return new CampaignLimits(asked, daily.min(asked), campaigns, types);
  }

  CampaignLimits withTypes(List<CampaignType> asked) {
    return new CampaignLimits(monthly, daily, campaigns, asked);
  }

  /** Nothing may be spent or run. */
  CampaignLimits zero() {
    return new CampaignLimits(BigDecimal.ZERO, BigDecimal.ZERO, 0, types);
  }
}
