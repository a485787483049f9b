package com.hexabuilders.onboarding.routing;

/**
 * A reason not to start that a person can cure: the message is one sentence with cause and cure.
 */
final class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartFailure(String sentence) {
    super(sentence);
  }

  StartFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
