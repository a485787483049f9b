package com.hexabuilders.onboarding.contracts;

/** One change of a contract's state; {@code from} is null for a new contract. */
record ContractChange(
    String contractId, String sagaId, ContractState from, ContractState to, String reason) {}
