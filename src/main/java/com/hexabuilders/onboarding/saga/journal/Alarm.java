package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Ends the sleep of a {@link WorkLoop} early. The sweeper's alarm does so when a due time nearer
 * than its next sweep is written.
 */
@Component
public class Alarm implements CommitListener {

  private final Clock clock;
  private Instant nearest = Instant.MAX;
  private boolean awake;

  public Alarm(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void committed(List<Saga> changed, List<DeadLetter> letters) {
    changed.forEach(saga -> due(saga.timers().dueAt()));
  }

  /** Something is due then; called after the commit that says so, also while a sweep is running. */
  synchronized void due(Instant at) {
    if (at != null && at.isBefore(nearest)) {
      nearest = at;
      notifyAll();
    }
  }

  /** Ends the sleep now; whoever sleeps looks for the reason. */
  public synchronized void wake() {
    awake = true;
    notifyAll();
  }

  /**
   * Sleeps that long, or less if something nearer becomes due or became so since the last sleep.
   */
  synchronized void sleep(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    long millis = left(end);
    while (millis > 0 && !awake) {
      wait(millis);
      millis = left(end);
    }
    nearest = Instant.MAX;
    awake = false;
  }

  private long left(long end) {
    long left = (end - System.nanoTime()) / 1_000_000;
    return nearest == Instant.MAX
        ? left
        : Math.min(left, Duration.between(clock.instant(), nearest).toMillis());
  }
}
