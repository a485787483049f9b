package com.hexabuilders.onboarding.intake;

/** A text is not JSON, or breaks a limit of {@link StrictJson}; the message is a plain sentence. */
public final class UnreadableJson extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableJson(String sentence) {
    super(sentence);
  }
}
