package com.hexabuilders.onboarding.saga.definition;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The delay before a delayed retry: exponential backoff with a limit. Chance spreads it, so that
 * what broke together does not come again together.
 *
 * @param first before the first delayed retry
 * @param multiplier growth from retry to retry
 * @param longest limit before it is spread
 * @param jitter the delay is spread by this fraction, 0..1
 */
record RetryDelay(Duration first, double multiplier, Duration longest, double jitter) {

  /** When the given delayed retry (1, 2, ...) is due. */
  Instant after(int round, Instant now) {
    double spread = 1 + jitter * ThreadLocalRandom.current().nextDouble(-1, 1);
    return now.plusMillis(Math.max(1, Math.round(millis(round) * spread)));
  }

  /** The longest time that so many delays can take together. */
  Duration longestOfAll(int rounds) {
    double millis = 0;
    for (int round = 1; round <= rounds; round++) {
      millis += millis(round);
    }
    return Duration.ofMillis(Math.round(millis * (1 + jitter)));
  }

  /** Whether the first delay is not above the limit, to which it would silently be cut. */
  boolean reachesItsFirst() {
    return first.compareTo(longest) <= 0;
  }

  private double millis(int round) {
    return Math.min(first.toMillis() * Math.pow(multiplier, round - 1.0), longest.toMillis());
  }
}
