package com.hexabuilders.onboarding.api;

import java.util.Optional;
import java.util.regex.Pattern;

/** Decides whether a caller may see personal data unmasked: an ADMIN who says why. */
public final class Reveal {

  private static final Pattern REASON = Pattern.compile("\\P{Cntrl}{5,500}");

  private Reveal() {}

  /**
   * Returns the answer that refuses, or nothing if the caller may see it.
   *
   * @param reason what the caller gave as {@code reveal}; not null
   */
  public static Optional<Reply> refusal(String reason, Caller caller) {
    if (!caller.is(Role.ADMIN)) {
      return Optional.of(
          Problems.of(403, "Only an ADMIN may see personal data unmasked; leave reveal out."));
    }
    if (!REASON.matcher(reason).matches() || !PrintableText.isPrintable(reason)) {
      return Optional.of(Problems.invalid("reveal", "Must say why in 5 to 500 characters."));
    }
    return Optional.empty();
  }
}
