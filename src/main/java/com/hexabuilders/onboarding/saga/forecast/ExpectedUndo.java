package com.hexabuilders.onboarding.saga.forecast;

import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.SettledUndo;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import com.hexabuilders.onboarding.saga.state.WaitingFor;
import java.util.Locale;
import java.util.Optional;

/** What the undo of a step will report if its participant does its part. */
enum ExpectedUndo {
  UNDONE(true, "The step '%s' will be undone."),
  BY_HAND(true, "A person has undone the step '%s' by hand; its participant is not asked."),
  SKIPPED(false, "The undo of the step '%s' will be left out, and its effect stays."),
  FENCED(false, "The step '%s' has not run, so it needs no undo."),
  STANDS(false, "The work of the step '%s' stands, because this step needs no undo."),
  NO_EFFECT(false, "The step '%s' has had no effect; its participant is asked all the same."),
  UNKNOWN(null, "Only the participant of the step '%s' knows whether there is anything to undo.");

  private final Boolean effect;
  private final String sentence;

  ExpectedUndo(Boolean effect, String sentence) {
    this.effect = effect;
    this.sentence = sentence;
  }

  /** Judges a step right before it is undone. */
  static ExpectedUndo of(SagaStep row, StepDefinition step) {
    return SettledUndo.of(row, step).map(outcome -> settled(row, outcome)).orElseGet(() -> of(row));
  }

  private static ExpectedUndo settled(SagaStep row, UndoOutcome outcome) {
    if (row.status() == StepStatus.SKIPPED) {
      return SKIPPED;
    }
    if (outcome.undone()) {
      return BY_HAND;
    }
    return row.status() == StepStatus.FENCED ? FENCED : STANDS;
  }

  /** What a review has put up stays until it is undone; calls that broke were rolled back. */
  private static ExpectedUndo of(SagaStep row) {
    if (row.work().isDone() || row.waitingFor() == WaitingFor.REVIEW) {
      return UNDONE;
    }
    boolean mayHaveBeenReviewed =
        row.status() == StepStatus.TIMED_OUT
            || row.status() == StepStatus.WAITING && row.waitingFor() == null;
    return mayHaveBeenReviewed ? UNKNOWN : NO_EFFECT;
  }

  /** Null if only the participant knows. */
  Boolean effect() {
    return effect;
  }

  /** Returns what the step's participant answers; what is not known counts as no effect. */
  UndoOutcome answer() {
    return new UndoOutcome(Optional.ofNullable(effect).orElse(false), "Forecast.");
  }

  String sentence(String step) {
    return String.format(Locale.ROOT, sentence, step);
  }
}
