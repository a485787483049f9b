package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.StepBroke;

/** A start cannot be taken now: database or broker away, or too many sagas running. */
public final class StartUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

  static StartUnavailable gateClosed() {
    return new StartUnavailable("Too many onboardings are running; try again soon.", 2);
  }

  /** What the caller is told of this cause: itself if it was written for callers. */
  static RuntimeException insteadOf(Throwable cause) {
    if (cause != null && LockedOut.isCauseOf(cause)) {
      return new StartUnavailable(
          "Another transaction works on this partner or key at the moment; nothing is lost if you"
              + " try again with the same key or partner_id.",
          2);
    }
    return cause instanceof StartUnavailable || cause instanceof StepBroke
        ? (RuntimeException) cause
        : databaseAway();
  }

  static StartUnavailable databaseAway() {
    return new StartUnavailable(
        "The database does not answer; nothing is lost if you try again with the same key or"
            + " partner_id.",
        5);
  }

  /**
   * @param sentence one plain sentence for the caller
   * @param retryAfterSeconds when a retry makes sense, at least 1
   */
  public StartUnavailable(String sentence, int retryAfterSeconds) {
    super(sentence);
    this.retryAfterSeconds = Math.max(1, retryAfterSeconds);
  }

  /** Seconds after which a retry makes sense. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
