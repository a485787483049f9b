package com.hexabuilders.onboarding.embedded;

/** The embedded database cannot be used; the message is one sentence or two with the cure. */
final class RefusedDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedDatabase(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
