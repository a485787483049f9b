package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.Quoted;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.state.OperatorMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.StepAct;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Decides whether a person can retry, skip, resolve or review a step, and moves what needs no
 * reviewer. Changes the working copy alone: an act saves it, a forecast does not.
 */
@Component
public final class StepDecision {

  private final OperatorMoves moves;

  StepDecision(OperatorMoves moves) {
    this.moves = moves;
  }

  /** Returns why the act cannot be: the saga has no such step, or its state forbids it. */
  public Optional<ActReply> refusal(Saga saga, String step, StepAct.Verb verb) {
    if (saga.definition().step(step).isEmpty()) {
      return Optional.of(unknownStep(saga, step));
    }
    SagaStep row = saga.steps().get(step);
    return WaitingStep.of(saga, row).refusal(verb, saga, row).map(ActReply.Refused::new);
  }

  /** The step that waits for a person, or whose undo failed; empty if there is none. */
  public Optional<String> waitingStep(Saga saga) {
    return saga.steps().values().stream()
        .filter(saga::waitsAt)
        .map(SagaStep::name)
        .findFirst(); // a saga waits at its current step, so there is one at most
  }

  /** Retries, skips or resolves a step that {@link #refusal} lets go. */
  public void move(Saga saga, StepAct act, Instant now) {
    SagaStep row = saga.steps().get(act.step());
    boolean suspended = WaitingStep.of(saga, row) == WaitingStep.SUSPENDED;
    moves.acted(saga, act, now);
    if (suspended) {
      moves.retryStep(saga, row, now);
    } else if (act.verb() == StepAct.Verb.RETRY) {
      moves.retryUndo(saga, row, now);
    } else {
      moves.settleUndo(saga, row, act, now);
    }
  }

  /** Names of the saga's steps, for a sentence. */
  public static String steps(Saga saga) {
    return saga.definition().steps().stream()
        .map(StepDefinition::name)
        .collect(Collectors.joining(", "));
  }

  private static ActReply unknownStep(Saga saga, String step) {
    return new ActReply.Unknown(
        String.format(
            Locale.ROOT,
            "The saga has no step %s; its steps are %s.",
            Quoted.code(step),
            steps(saga)));
  }
}
