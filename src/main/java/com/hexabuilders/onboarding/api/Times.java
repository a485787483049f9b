package com.hexabuilders.onboarding.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads points in time the way callers write them. */
public final class Times {

  private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

  private Times() {}

  /** An ISO-8601 time with offset, or a day, which means its first moment in UTC. */
  public static Optional<Instant> read(String text) {
    try {
      // A plus sign in a query arrives as a space unless the caller escaped it.
      Instant time =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
      return Optional.of(time).filter(Times::inCalendar);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** True for times every database can hold. */
  public static boolean inCalendar(Instant time) {
    return time.isAfter(FIRST) && time.isBefore(LAST);
  }
}
