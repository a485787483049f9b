package com.hexabuilders.onboarding.intake;

/** A start cannot be taken now: database or broker away, or too many sagas running. */
public final class StartUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int retryAfterSeconds;

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
