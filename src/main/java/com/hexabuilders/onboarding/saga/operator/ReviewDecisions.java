package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.Reviewer;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.StepCommands;
import com.hexabuilders.onboarding.saga.state.Cause;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StepAct;
import com.hexabuilders.onboarding.saga.state.StepOutcomes;
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
  private final StepCommands commands;
  private final StepOutcomes outcomes;

  ReviewDecisions(
      ObjectProvider<Reviewer> reviewers, StepCommands commands, StepOutcomes outcomes) {
    reviewers.forEach(reviewer -> this.reviewers.put(reviewer.participant(), reviewer));
    this.commands = commands;
    this.outcomes = outcomes;
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
    StepCommand command = commands.of(step.name(), List.of(saga)).get(0);
    StepOutcome outcome =
        act.verb() == StepAct.Verb.APPROVE
            ? reviewer.approve(command)
            : reviewer.reject(command, act.reason());
    outcomes.apply(saga, step, outcome, cause, now);
  }
}
