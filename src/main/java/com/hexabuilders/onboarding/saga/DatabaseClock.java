package com.hexabuilders.onboarding.saga;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database's clock, plus an offset that only tests set.
 *
 * <p>Due times are written and compared by many instances, so none may use its own wall clock. The
 * database is asked at start and by every sweep; in between its time is carried on by this JVM's
 * monotonic clock, which needs no statement per transaction. Microseconds, as databases keep them.
 */
public final class DatabaseClock extends Clock {

  private final JdbcTemplate jdbc;
  private volatile Reading reading;
  private volatile Duration offset = Duration.ZERO;

  private record Reading(Instant time, long nanos) {}

  DatabaseClock(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Asks the database what time it is; throws a DataAccessException if it does not answer. */
  public void synchronise() {
    long before = System.nanoTime();
    OffsetDateTime now = jdbc.queryForObject("select current_timestamp", OffsetDateTime.class);
    long middle = before + (System.nanoTime() - before) / 2;
    reading = new Reading(now.toInstant(), middle);
  }

  /** Moves this clock, for tests that let time pass instead of waiting. */
  public void advance(Duration by) {
    offset = offset.plus(by);
  }

  @Override
  public Instant instant() {
    return databaseTime().plus(offset);
  }

  /** The database's time without the offset of tests. */
  Instant databaseTime() {
    if (reading == null) {
      synchronise();
    }
    Reading last = reading;
    return last.time().plusNanos(System.nanoTime() - last.nanos()).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(instant(), zone);
  }
}
