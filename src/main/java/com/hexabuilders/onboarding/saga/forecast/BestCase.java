package com.hexabuilders.onboarding.saga.forecast;

import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.state.BackwardMoves;
import com.hexabuilders.onboarding.saga.state.Cause;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.ForwardMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.SettledUndo;
import com.hexabuilders.onboarding.saga.state.StepOutcomes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Runs the working copy of a saga until it is final or waits for a person. Each of its messages
 * arrives once and every participant does its part. The moves are those of the real run.
 */
@Component
class BestCase {

  private final StepOutcomes outcomes;
  private final ForwardMoves forward;
  private final BackwardMoves backward;

  BestCase(StepOutcomes outcomes, ForwardMoves forward, BackwardMoves backward) {
    this.outcomes = outcomes;
    this.forward = forward;
    this.backward = backward;
  }

  /** Returns for each step that is undone on the way what its undo will report. */
  Map<String, ExpectedUndo> run(Saga saga, Instant now) {
    Map<String, ExpectedUndo> undos = new HashMap<>();
    int most = 2 * saga.definition().steps().size() + 1; // each step once, and the completion
    for (int turn = 0; turn < most && !saga.isFinal() && !saga.waiting(); turn++) {
      Cause cause = Cause.open(saga);
      if (saga.currentStep() == null) {
        forward.complete(saga, cause, now);
        continue;
      }
      StepDefinition step = saga.definition().step(saga.currentStep()).orElseThrow();
      if (saga.isCompensating()) {
        undos.put(step.name(), undo(saga, step, cause, now));
      } else {
        outcomes.apply(saga, step, new StepOutcome.Done(EventJson.object()), cause, now);
      }
    }
    return undos;
  }

  private ExpectedUndo undo(Saga saga, StepDefinition step, Cause cause, Instant now) {
    SagaStep row = saga.steps().get(step.name());
    ExpectedUndo expected = ExpectedUndo.of(row, step);
    Optional<UndoOutcome> settled = SettledUndo.of(row, step);
    if (settled.isEmpty()) {
      row.countUndoAttempt();
    }
    backward.undone(saga, step, settled.orElseGet(expected::answer), cause, now);
    return expected;
  }
}
