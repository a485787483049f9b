package com.hexabuilders.onboarding.saga.database;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** How long a transaction may take: {@code onboarding.transaction.max}. */
@Component
public final class LongestTransaction {

  private static final Duration DEFAULT = Duration.ofSeconds(10);

  /** The watchdog looks every second, and a connection takes a while to close. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Duration time;

  LongestTransaction(Environment environment) {
    time =
        Binder.get(environment).bind("onboarding.transaction.max", Duration.class).orElse(DEFAULT);
  }

  /** The longest time of one batch. */
  Duration time() {
    return time;
  }

  /**
   * Returns an age. What an older transaction wrote is committed, or will never be. So a reader who
   * looks that far back misses no row that was committed late.
   */
  public Duration settled() {
    return time.plus(GRACE);
  }
}
