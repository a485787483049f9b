package com.hexabuilders.onboarding.telemetry;

import com.hexabuilders.onboarding.saga.ShownId;
import org.slf4j.spi.LoggingEventBuilder;

/** One line: what happened, then {@code name=value} of what is known, twice: as text, as fields. */
final class FactLine {

  private final LoggingEventBuilder event;
  private final StringBuilder text = new StringBuilder(256);

  FactLine(LoggingEventBuilder event) {
    this.event = event;
  }

  FactLine say(String fact) {
    text.append(fact);
    event.addKeyValue("fact", fact);
    return this;
  }

  /**
   * Adds a value unless it is null; whatever could end a line or steer a terminal becomes ?, and an
   * id that is personal is hidden.
   */
  FactLine with(String name, Object value) {
    if (value != null) {
      Object safe = value instanceof String given ? printable(ShownId.of(given)) : value;
      text.append(' ').append(name).append('=').append(safe);
      event.addKeyValue(name, safe);
    }
    return this;
  }

  void write() {
    event.log(text.toString());
  }

  static String printable(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isUnsafe(value.charAt(i))) {
        return value.replaceAll("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\p{Cs}\\p{Cf}]", "?");
      }
    }
    return value;
  }

  private static boolean isUnsafe(char c) {
    return c < 0x20 || c >= 0x7F;
  }
}
