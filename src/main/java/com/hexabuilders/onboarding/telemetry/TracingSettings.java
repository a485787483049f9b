package com.hexabuilders.onboarding.telemetry;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traces go.
 *
 * @param endpoint of an OTLP collector over HTTP, e.g. {@code http://127.0.0.1:4318/v1/traces};
 *     empty: nothing is exported
 * @param timeout of one export
 */
@ConfigurationProperties("onboarding.tracing")
record TracingSettings(@DefaultValue("") String endpoint, @DefaultValue("10s") Duration timeout) {

  TracingSettings {
    endpoint = endpoint.strip();
    if (!endpoint.isEmpty() && !isHttp(endpoint)) {
      throw new IllegalArgumentException(
          "onboarding.tracing.endpoint must be an http or https address such as"
              + " http://127.0.0.1:4318/v1/traces, or empty.");
    }
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "onboarding.tracing.timeout must be at least 1ms; the default is 10s.");
    }
  }

  private static boolean isHttp(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null && text.matches("https?://.*");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
