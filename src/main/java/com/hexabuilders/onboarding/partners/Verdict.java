package com.hexabuilders.onboarding.partners;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the rules say to a registration.
 *
 * @param refusal one plain sentence, null if it may go ahead
 * @param warnings broken policies that only warn
 */
record Verdict(String refusal, List<String> warnings) {

  static final Verdict FINE = new Verdict(null, List.of());

  static Verdict refused(String refusal) {
    return new Verdict(refusal, List.of());
  }

  boolean fine() {
    return refusal == null;
  }

  /** This verdict after a policy was found broken; the first refusal stands. */
  Verdict broken(Policy policy, String sentence) {
    if (!fine() || policy == Policy.OFF) {
      return this;
    }
    return policy == Policy.REJECT
        ? refused(sentence)
        : new Verdict(null, Stream.concat(warnings.stream(), Stream.of(sentence)).toList());
  }
}
