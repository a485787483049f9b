package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Moves a saga by what the participant of a step has decided. */
@Component
public class StepOutcomes {

  private final ForwardMoves forward;
  private final BackwardMoves backward;

  StepOutcomes(ForwardMoves forward, BackwardMoves backward) {
    this.forward = forward;
    this.backward = backward;
  }

  /** Applies an outcome to the working copy of the saga. */
  public void apply(Saga saga, StepDefinition step, StepOutcome outcome, Cause cause, Instant now) {
    if (outcome instanceof StepOutcome.Done done) {
      forward.done(saga, step, done, cause, now);
    } else if (outcome instanceof StepOutcome.Refused refused) {
      backward.refused(saga, step, refused.reason(), cause, now);
    } else if (outcome instanceof StepOutcome.Waiting waiting) {
      forward.waiting(saga, step, waiting.reason(), cause, now);
    } else {
      throw new IllegalStateException("The step " + step.name() + " has no outcome.");
    }
  }
}
