package com.hexabuilders.onboarding.saga.tally;

import java.time.Duration;
import java.time.Instant;

/** A length of time that the tally counts by, and for how long it keeps such counts. */
public enum TallySpan {
  MINUTE(Duration.ofMinutes(1), Duration.ofHours(1)),
  HOUR(Duration.ofHours(1), Duration.ofDays(30));

  private final Duration length;
  private final Duration kept;

  TallySpan(Duration length, Duration kept) {
    this.length = length;
    this.kept = kept;
  }

  /** Returns when the span of this moment begins, in seconds since 1970. */
  long begin(Instant time) {
    return begin(time.getEpochSecond());
  }

  /** Returns when the span of this second begins. */
  long begin(long second) {
    return Math.floorDiv(second, length.toSeconds()) * length.toSeconds();
  }

  /** Returns the begin of the oldest span that is kept. */
  long oldest(Instant now) {
    return begin(now.minus(kept));
  }
}
