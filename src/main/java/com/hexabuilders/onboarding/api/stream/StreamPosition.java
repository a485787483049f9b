package com.hexabuilders.onboarding.api.stream;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a server-sent event: how far its listener is.
 *
 * @param since every change before it has been sent; any instance can go on from there
 * @param feed the reading of one instance that counted {@code number}
 * @param number of the newest change that was sent
 */
record StreamPosition(Instant since, String feed, long number) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})-([0-9a-f]{8})-([0-9]{1,18})");

  /** Reads an id; empty if it is none of ours. */
  static Optional<StreamPosition> of(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new StreamPosition(
                Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
                parts.group(2),
                Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  String text() {
    return since.toEpochMilli() + "-" + feed + "-" + number;
  }
}
