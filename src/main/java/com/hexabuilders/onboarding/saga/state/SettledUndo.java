package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import java.util.Optional;

/** Says which undos need no participant, and what they report. */
public final class SettledUndo {

  private SettledUndo() {}

  /**
   * Returns the outcome for which no participant is needed. Such a step was settled by a person, is
   * fenced, or is defined as one that has nothing to undo. Empty: its participant has to undo it.
   */
  public static Optional<UndoOutcome> of(SagaStep row, StepDefinition step) {
    if (row.undo().undone() != null) { // a person has decided
      return Optional.of(new UndoOutcome(row.undo().undone(), row.errorMessage()));
    }
    if (row.status() == StepStatus.FENCED) {
      return Optional.of(new UndoOutcome(false, "The step had not begun; it is fenced."));
    }
    return Optional.ofNullable(step.nothingToUndo()).map(why -> new UndoOutcome(false, why));
  }
}
