package com.hexabuilders.onboarding.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Wakes this instance's sweeper early when a due time nearer than its next sweep is written. */
@Component
class Alarm {

  private final Clock clock;
  private Instant wakeAt = Instant.MIN;

  Alarm(Clock clock) {
    this.clock = clock;
  }

  /** Something is due then; called after the commit that says so. */
  synchronized void due(Instant at) {
    if (at != null && at.isBefore(wakeAt)) {
      wakeAt = at;
      notifyAll();
    }
  }

  /** Sleeps that long, or less if something nearer becomes due. */
  synchronized void sleep(Duration atMost) throws InterruptedException {
    wakeAt = clock.instant().plus(atMost);
    long millis = atMost.toMillis();
    while (millis > 0) {
      wait(millis);
      millis = Duration.between(clock.instant(), wakeAt).toMillis();
    }
  }
}
