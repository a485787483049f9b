package com.hexabuilders.onboarding.contracts;

/** What the rules say to a wish for a contract. */
sealed interface ContractDecision {

  /** These terms can be signed. */
  record Agreed(ContractTerms terms) implements ContractDecision {}

  /** A rule says no, in one plain sentence. */
  record Refused(String reason) implements ContractDecision {}
}
