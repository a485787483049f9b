package com.hexabuilders.onboarding.saga;

/**
 * A participant that lets people decide: implemented where {@link StepOutcome.Waiting} is answered.
 * Called inside the transaction that records the outcome, under the lock on the saga.
 */
public interface Reviewer {

  /** Name of the participant, as its route file declares it. */
  String participant();

  /**
   * A person says yes.
   *
   * @return done, with the facts the step announces
   */
  StepOutcome approve(StepCommand command);

  /**
   * A person says no.
   *
   * @return refused, for that reason
   */
  StepOutcome reject(StepCommand command, String reason);
}
