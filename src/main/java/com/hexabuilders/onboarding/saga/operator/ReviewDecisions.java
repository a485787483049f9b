package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.Reviewer;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.PersonalData;
import com.hexabuilders.onboarding.saga.state.BackwardMoves;
import com.hexabuilders.onboarding.saga.state.Cause;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.ForwardMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StepAct;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Takes a person's decision to the participant that asked for it, and its outcome to the saga. */
@Component
class ReviewDecisions {

  private final Map<String, Reviewer> reviewers = new HashMap<>();
  private final PersonalData personalData;
  private final ForwardMoves forward;
  private final BackwardMoves backward;

  ReviewDecisions(
      ObjectProvider<Reviewer> reviewers,
      PersonalData personalData,
      ForwardMoves forward,
      BackwardMoves backward) {
    reviewers.forEach(reviewer -> this.reviewers.put(reviewer.participant(), reviewer));
    this.personalData = personalData;
    this.forward = forward;
    this.backward = backward;
  }

  /**
   * Approves or rejects within the caller's transaction.
   *
   * @param cause the entry of the person's act, and the event the step had received
   */
  void decide(Saga saga, StepDefinition step, StepAct act, Cause cause, Instant now) {
    Reviewer reviewer = reviewers.get(step.participant());
    if (reviewer == null) {
      throw new IllegalStateException(step.participant() + " waits for reviews but takes none");
    }
    StepCommand command = command(saga, step);
    StepOutcome outcome =
        act.verb() == StepAct.Verb.APPROVE
            ? reviewer.approve(command)
            : reviewer.reject(command, act.reason());
    if (outcome instanceof StepOutcome.Done done) {
      forward.done(saga, step, done, cause, now);
    } else if (outcome instanceof StepOutcome.Refused refused) {
      backward.refused(saga, step, refused.reason(), cause, now);
    } else if (outcome instanceof StepOutcome.Waiting waiting) {
      forward.waiting(saga, step, waiting.reason(), cause, now);
    }
  }

  private StepCommand command(Saga saga, StepDefinition step) {
    return new StepCommand(
        saga.id(),
        saga.identity().partnerId(),
        step.name(),
        saga.steps().facts(),
        personalData.of(List.of(saga.id())).getOrDefault(saga.id(), EventJson.object()));
  }
}
