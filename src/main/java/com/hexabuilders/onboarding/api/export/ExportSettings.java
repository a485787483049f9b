package com.hexabuilders.onboarding.api.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much exports may take.
 *
 * @param atOnce how many run at a time; one caller has at most half of them
 * @param patience longest time in which a reader takes 8 KiB
 */
@ConfigurationProperties("onboarding.export")
record ExportSettings(@DefaultValue("4") int atOnce, @DefaultValue("30s") Duration patience) {

  private static final int MOST = 50;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  ExportSettings {
    if (atOnce < 1 || atOnce > MOST) {
      throw new IllegalArgumentException(
          "onboarding.export.at-once must be from 1 to 50; the default is 4.");
    }
    if (patience.compareTo(SHORTEST) < 0 || patience.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "onboarding.export.patience must be from 1s to 10m; the default is 30s.");
    }
  }
}
