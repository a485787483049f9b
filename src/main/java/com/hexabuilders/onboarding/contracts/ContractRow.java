package com.hexabuilders.onboarding.contracts;

/** A contract as it stands; {@code sagaId} names the saga that made this state. */
record ContractRow(
    String contractId, String partnerId, String sagaId, ContractTerms terms, ContractState state) {

  ContractRow in(ContractState next) {
    return new ContractRow(contractId, partnerId, sagaId, terms, next);
  }
}
