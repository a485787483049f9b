package com.hexabuilders.onboarding.contracts;

/** Life of a contract; the first three are live. */
enum ContractState {
  DRAFT,
  SIGNED,
  ACTIVE,
  CANCELLED,
  TERMINATED;

  boolean live() {
    return compareTo(ACTIVE) <= 0;
  }

  /** Where an undo takes a live contract: what never was in force is cancelled. */
  ContractState undone() {
    return this == ACTIVE ? TERMINATED : CANCELLED;
  }
}
