package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of this room under {@code onboarding}; wrong values end the start with one sentence.
 *
 * @param batch messages at a time
 * @param transaction what one of them may take
 */
@ConfigurationProperties("onboarding")
record BatchSettings(@DefaultValue Batch batch, @DefaultValue Transaction transaction) {

  private static final int LARGEST = 1_000;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** Max: most messages per transaction. */
  record Batch(int max) {}

  /** Max: longest time of one batch. */
  record Transaction(@DefaultValue("10s") Duration max) {}

  BatchSettings {
    if (batch.max() < 1 || batch.max() > LARGEST) {
      throw new StartupFailure("Set onboarding.batch.max to a number from 1 to 1000.");
    }
    Duration longest = transaction.max();
    if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
      throw new StartupFailure("Set onboarding.transaction.max to a time from 1s to 1h.");
    }
  }
}
