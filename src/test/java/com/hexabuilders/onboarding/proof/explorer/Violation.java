package com.hexabuilders.onboarding.proof.explorer;

/**
 * A promise that was not kept.
 *
 * @param invariant I1 to I6
 */
record Violation(String invariant, String sentence) {

  /** From a sentence that begins with its invariant. */
  static Violation of(String sentence) {
    return new Violation(sentence.substring(0, 2), sentence.substring(3));
  }
}
