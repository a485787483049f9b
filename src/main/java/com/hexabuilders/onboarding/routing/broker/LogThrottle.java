package com.hexabuilders.onboarding.routing.broker;

import java.time.Duration;

/** Lets one line through per period, so that trouble that lasts does not fill the log. */
final class LogThrottle {

  private final long period;
  private long last;

  LogThrottle(Duration period) {
    this.period = period.toNanos();
    this.last = System.nanoTime() - this.period;
  }

  /** True at most once in every period. */
  synchronized boolean isDue() {
    long now = System.nanoTime();
    boolean due = now - last >= period;
    last = due ? now : last;
    return due;
  }
}
