package com.hexabuilders.onboarding.security;

/** Settings that would leave a door open: the message is one sentence naming setting and cure. */
final class UnsafeSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsafeSettings(String sentence) {
    super(sentence);
  }
}
