package com.hexabuilders.onboarding.saga.forecast;

import java.util.Locale;

/**
 * One thing that an act would lead to.
 *
 * @param seq number of the log entry that would record it
 * @param step the step it is about; null for the end
 * @param effect whether a participant's work is done or undone; null if only the participant of the
 *     step knows whether there is anything to undo
 * @param event type of the log entry; null for an end that none announces
 * @param sentence the same in words
 */
public record Effect(
    int seq, What what, String step, Boolean effect, String event, String sentence) {

  /** Kinds of effects. */
  public enum What {
    /** The step is kept from running. */
    FENCE,
    RUN,
    UNDO,
    /** The undo is left out because a person wants it so. */
    SKIP,
    END;

    /** As on the wire. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
