package com.hexabuilders.onboarding.contracts;

import java.math.BigDecimal;

/** What a partner can sign, with its commission in percent. */
enum ContractType {
  BASIC("10"),
  STANDARD("12"),
  PREMIUM("15"),
  ENTERPRISE("18");

  final BigDecimal commissionRate;

  ContractType(String commissionRate) {
    this.commissionRate = new BigDecimal(commissionRate);
  }
}
