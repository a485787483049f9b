package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;

/** Port: where a checked start from REST is made durable. */
public interface RestStarts {

  /**
   * Commits the saga, or finds the one of an equal earlier start, before it returns.
   *
   * @throws StartUnavailable if nothing, or not certainly the whole saga, was kept; the caller may
   *     safely repeat the start with the same key or partner_id
   * @throws com.hexabuilders.onboarding.saga.StepBroke if this start broke; nothing was kept, and a
   *     repetition would break again
   */
  StartResult start(StartRequest request) throws StartUnavailable;

  /** Whether the database refused a start in the last five seconds and has taken none since. */
  default boolean areFailing() {
    return false;
  }
}
