package com.hexabuilders.onboarding.saga;

import java.time.Duration;

/** Words for people. */
public final class Sentences {

  private Sentences() {}

  /** A duration as a person says it: {@code 30 seconds}, {@code 7 days}. */
  public static String duration(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + " ms";
    }
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0 && seconds > 0) {
      return count(seconds / 86_400, "day");
    }
    if (seconds % 3_600 == 0 && seconds > 0) {
      return count(seconds / 3_600, "hour");
    }
    return seconds % 60 == 0 && seconds > 0
        ? count(seconds / 60, "minute")
        : count(seconds, "second");
  }

  private static String count(long n, String unit) {
    return n + " " + unit + (n == 1 ? "" : "s");
  }
}
