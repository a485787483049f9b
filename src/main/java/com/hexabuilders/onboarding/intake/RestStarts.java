package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.StartRequest;
import com.hexabuilders.onboarding.saga.StartResult;

/** Port: where a checked start from REST is made durable. */
public interface RestStarts {

  /**
   * Commits the saga, or finds the one of an equal earlier start, before it returns.
   *
   * @throws StartUnavailable if nothing, or not certainly the whole saga, was kept; the caller may
   *     safely repeat the start with the same key or partner_id
   */
  StartResult start(StartRequest request) throws StartUnavailable;
}
