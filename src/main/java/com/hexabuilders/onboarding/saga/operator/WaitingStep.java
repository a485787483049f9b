package com.hexabuilders.onboarding.saga.operator;

import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import com.hexabuilders.onboarding.saga.state.WaitingFor;
import java.util.Locale;
import java.util.Optional;

/** What a step waits a person for, and so what the person may do. */
enum WaitingStep {
  SUSPENDED,
  REVIEW,
  FAILED_UNDO,
  NOTHING;

  /** The row is null if the step has not begun. */
  static WaitingStep of(Saga saga, SagaStep row) {
    if (!saga.waitsAt(row)) {
      return NOTHING;
    }
    if (saga.isCompensating()) {
      return FAILED_UNDO;
    }
    return row.waitingFor() == WaitingFor.REVIEW ? REVIEW : SUSPENDED;
  }

  /** Why the verb cannot be, with the step's state; empty if it can. */
  Optional<String> refusal(Verb verb, Saga saga, SagaStep row) {
    return switch (this) {
      case FAILED_UNDO -> Optional.of(undo()).filter(sentence -> verb.isReview());
      case SUSPENDED -> Optional.of(suspended(verb)).filter(sentence -> verb != Verb.RETRY);
      case REVIEW -> Optional.of(review()).filter(sentence -> !verb.isReview());
      case NOTHING -> Optional.of(nothing(verb, saga, row));
    };
  }

  private static String undo() {
    return "The step is COMPENSATION_FAILED; retry, skip or resolve its undo.";
  }

  private static String suspended(Verb verb) {
    return verb.isReview()
        ? "The step is WAITING because its retries are used up, not for a review; retry it, or"
            + " compensate the saga."
        : "The step is WAITING and has had no effect, so neither later steps nor an undo could count"
            + " on it; retry it, or compensate the saga.";
  }

  private static String review() {
    return "The step is WAITING for a reviewer; approve or reject it.";
  }

  private static String nothing(Verb verb, Saga saga, SagaStep row) {
    return String.format(
        Locale.ROOT,
        "The step is %s in a saga that is %s; %s.",
        row == null ? "not begun" : row.status(),
        saga.status(),
        verb.isReview()
            ? "only a step that is WAITING for a review can be decided"
            : "only a suspended step can be retried, and only a failed undo retried, skipped or"
                + " resolved");
  }
}
