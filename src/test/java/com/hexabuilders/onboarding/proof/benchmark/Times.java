package com.hexabuilders.onboarding.proof.benchmark;

import java.util.Arrays;

/** How long many things of one kind took. */
public final class Times {

  private final long[] sorted;

  /** Of these nanoseconds. */
  Times(long[] nanos) {
    sorted = nanos.clone();
    Arrays.sort(sorted);
  }

  int count() {
    return sorted.length;
  }

  /** The milliseconds that this share of them did not exceed. */
  double ms(double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }
}
