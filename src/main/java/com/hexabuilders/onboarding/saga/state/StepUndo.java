package com.hexabuilders.onboarding.saga.state;

import java.time.Instant;

/**
 * A step's undo so far.
 *
 * @param attempts calls made in all rounds
 * @param round delayed retries that the present budget has used
 * @param undone whether an effect was undone; null while neither the undo nor a person has said so
 * @param undoneAt when the undo reported, else null
 */
public record StepUndo(int attempts, int round, Boolean undone, Instant undoneAt) {

  static final StepUndo NONE = new StepUndo(0, 0, null, null);

  StepUndo called(int calls) {
    return new StepUndo(attempts + calls, round, undone, undoneAt);
  }

  StepUndo inNextRound() {
    return new StepUndo(attempts, round + 1, undone, undoneAt);
  }

  StepUndo withFreshBudget() {
    return new StepUndo(attempts, 0, undone, undoneAt);
  }

  StepUndo settled(boolean byHand) {
    return new StepUndo(attempts, round, byHand, undoneAt);
  }

  StepUndo reported(boolean hadEffect, Instant now) {
    return new StepUndo(attempts, round, hadEffect, now);
  }
}
