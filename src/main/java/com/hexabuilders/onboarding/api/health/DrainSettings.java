package com.hexabuilders.onboarding.api.health;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the application says goodbye.
 *
 * @param drain how long it goes on answering, and is not ready, after it was asked to end
 */
@ConfigurationProperties("onboarding.shutdown")
record DrainSettings(@DefaultValue("1s") Duration drain) {

  private static final Duration LONGEST = Duration.ofSeconds(15);

  DrainSettings {
    if (drain.isNegative() || drain.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "onboarding.shutdown.drain must be from 0s to 15s; the default is 1s.");
    }
  }
}
