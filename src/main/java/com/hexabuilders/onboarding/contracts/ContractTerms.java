package com.hexabuilders.onboarding.contracts;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is agreed.
 *
 * @param commissionRate percent
 * @param validTo the first day the contract no longer holds
 */
record ContractTerms(
    ContractType type, BigDecimal commissionRate, LocalDate validFrom, LocalDate validTo) {

  private static final int MONTHS = 12;

  /** The terms of this type for a contract that begins today. */
  static ContractTerms of(ContractType type, LocalDate today) {
    return new ContractTerms(type, type.commissionRate, today, today.plusMonths(MONTHS));
  }
}
