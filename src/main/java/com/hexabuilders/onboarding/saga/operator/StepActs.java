package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.state.StepAct;

/** Lets people decide about steps that wait for them. */
public interface StepActs {

  /**
   * Retries, skips or resolves a suspended step or a failed undo, or decides a review. Durable and
   * audited when it returns; what follows is sent then, and by the sweeper if the broker is away.
   *
   * @throws InfrastructureTrouble if the database failed; asking again is safe
   */
  ActReply act(StepAct act);
}
