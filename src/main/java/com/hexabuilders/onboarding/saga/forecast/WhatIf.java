package com.hexabuilders.onboarding.saga.forecast;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.state.StepAct;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks what an act would do.
 *
 * @param saga a saga, or a partner: then its newest saga
 * @param step to skip or retry; null for the one that waits for a person or whose undo failed
 * @param by who would act
 */
public record WhatIf(Action action, String saga, String step, AuditEntry.Actor by) {

  /** Acts that can be forecast. */
  public enum Action {
    COMPENSATE(null),
    SKIP(StepAct.Verb.SKIP),
    RETRY(StepAct.Verb.RETRY);

    private final StepAct.Verb verb;

    Action(StepAct.Verb verb) {
      this.verb = verb;
    }

    /** As in the body of the request. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The action of this word; empty if there is none. */
    public static Optional<Action> of(String word) {
      return Stream.of(values()).filter(action -> action.word().equals(word)).findFirst();
    }

    /** Whether it is about one step. */
    public boolean isOfStep() {
      return verb != null;
    }

    StepAct.Verb verb() {
      return verb;
    }
  }
}
