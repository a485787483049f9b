package com.hexabuilders.onboarding.routing.settings;

/**
 * A reason not to start that a person can cure: the message is one sentence with cause and cure.
 */
public final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartFailure(String sentence) {
    super(sentence);
  }

  public StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
