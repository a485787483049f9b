package com.hexabuilders.onboarding.saga.state;

/** Whom a WAITING step waits for. */
public enum WaitingFor {
  /** A reviewer, because its participant asks for one. */
  REVIEW,
  /** An operator, because its retries are used up. */
  SUSPENDED
}
