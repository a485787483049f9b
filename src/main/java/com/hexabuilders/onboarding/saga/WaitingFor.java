package com.hexabuilders.onboarding.saga;

/** Whom a WAITING step waits for. */
enum WaitingFor {
  /** A reviewer, because its participant asks for one. */
  REVIEW,
  /** An operator, because its retries are used up. */
  SUSPENDED
}
