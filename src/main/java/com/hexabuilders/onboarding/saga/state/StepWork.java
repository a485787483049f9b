package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A step's forward work so far.
 *
 * @param attempts calls made in all rounds
 * @param round delayed retries that the present budget has used
 * @param startedAt when its event was announced, or a person had it tried again; null if fenced
 * @param completedAt when the work was done, whatever came after; else null
 * @param corrections facts an operator corrected before this step; null for none
 * @param result what it announced when it was done, else null
 */
public record StepWork(
    int attempts,
    int round,
    Instant startedAt,
    Instant completedAt,
    ObjectNode corrections,
    ObjectNode result) {

  static StepWork begun(Instant startedAt) {
    return new StepWork(0, 0, startedAt, null, null, null);
  }

  public boolean isDone() {
    return completedAt != null;
  }

  StepWork called(int calls) {
    return new StepWork(attempts + calls, round, startedAt, completedAt, corrections, result);
  }

  StepWork inNextRound() {
    return new StepWork(attempts, round + 1, startedAt, completedAt, corrections, result);
  }

  StepWork withFreshBudget(Instant now) {
    return new StepWork(attempts, 0, now, completedAt, corrections, result);
  }

  StepWork corrected(ObjectNode facts) {
    ObjectNode all = corrections == null ? facts : corrections.deepCopy().setAll(facts);
    return new StepWork(attempts, round, startedAt, completedAt, all, result);
  }

  StepWork done(ObjectNode announced, Instant now) {
    return new StepWork(attempts, round, startedAt, now, corrections, announced);
  }

  /** Puts into the saga's facts what was corrected before the step and what it announced. */
  void addTo(ObjectNode facts) {
    if (corrections != null) {
      facts.setAll(corrections);
    }
    if (isDone() && result != null) {
      facts.setAll(result);
    }
  }
}
