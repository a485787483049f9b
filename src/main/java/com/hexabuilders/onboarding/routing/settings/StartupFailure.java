package com.hexabuilders.onboarding.routing.settings;

/**
 * A reason not to start that a person can cure: the message is one sentence with cause and cure.
 */
public final class StartupFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartupFailure(String sentence) {
    super(sentence);
  }

  public StartupFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
