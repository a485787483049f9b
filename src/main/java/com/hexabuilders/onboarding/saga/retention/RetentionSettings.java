package com.hexabuilders.onboarding.saga.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long sagas are kept, prefix {@code onboarding.retention}.
 *
 * @param after how long after its end a saga is archived and removed; null: never
 * @param archiveDir folder of the archive; empty: {@code archive} below the data folder
 * @param batch sagas removed in one transaction
 * @param letterBodies how long after it came the body of a dead letter is kept that began no saga;
 *     null: as long as the letter
 */
@ConfigurationProperties("onboarding.retention")
record RetentionSettings(
    Duration after,
    @DefaultValue("") String archiveDir,
    @DefaultValue("100") int batch,
    Duration letterBodies) {

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final int LARGEST_BATCH = 1_000;

  RetentionSettings {
    if (after != null && after.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "onboarding.retention.after must be at least 1h, e.g. 400d; empty keeps sagas for ever.");
    }
    if (letterBodies != null && letterBodies.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "onboarding.retention.letter-bodies must be at least 1h, e.g. 90d; empty keeps them.");
    }
    if (batch < 1 || batch > LARGEST_BATCH) {
      throw new IllegalArgumentException(
          "onboarding.retention.batch must be from 1 to 1000; the default is 100.");
    }
  }

  boolean isOn() {
    return after != null || letterBodies != null;
  }
}
