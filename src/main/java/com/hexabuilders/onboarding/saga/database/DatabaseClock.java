package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.saga.ColumnValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The database's clock, plus an offset that only tests set. This clock never goes back. If the
 * database's clock does, this one goes on slowly ({@link ClockSlewing}).
 *
 * <p>Many instances write and compare due times, so none may use its own wall clock. The database
 * is asked at start and by every sweep. In between this JVM's monotonic clock carries its time on,
 * which needs no statement per transaction. Instants have microseconds, as databases keep them.
 */
public final class DatabaseClock extends Clock {

  private static final String SQL =
      "select current_timestamp as now, "
          + Heartbeat.COLUMNS
          + " from (select 1 as id) one left join sweeper_pulse p on p.id = one.id";

  private final JdbcTemplate jdbc;
  private final Duration allowed;
  private volatile Reading reading;
  private volatile Duration offset = Duration.ZERO;
  private volatile Duration step = Duration.ZERO;

  private record Reading(Instant database, long nanos, Heartbeat heartbeat, Duration away) {
    Instant databaseNow() {
      return database.plusNanos(System.nanoTime() - nanos).truncatedTo(ChronoUnit.MICROS);
    }

    Instant journalNow() {
      return heartbeat.slewing().at(databaseNow()).truncatedTo(ChronoUnit.MICROS);
    }
  }

  /**
   * @param allowed longest time between two sweeps that is no gap
   */
  DatabaseClock(JdbcTemplate jdbc, Duration allowed) {
    this.jdbc = jdbc;
    this.allowed = allowed;
  }

  /** Asks the database what time it is; throws a DataAccessException if it does not answer. */
  public void synchronise() {
    long before = System.nanoTime();
    reading = jdbc.queryForObject(SQL, (row, n) -> read(row, before));
  }

  private Reading read(ResultSet row, long before) throws SQLException {
    long middle = before + (System.nanoTime() - before) / 2;
    Instant database = ColumnValues.instant(row, "now").plus(step);
    Heartbeat stored = Heartbeat.read(row);
    Instant known = later(stored.latest(), reading == null ? null : reading.journalNow());
    Heartbeat heartbeat = stored.goingOnFrom(known, database);
    Duration away = heartbeat.away(heartbeat.slewing().at(database), allowed);
    return new Reading(database, middle, heartbeat, away);
  }

  private static Instant later(Instant one, Instant other) {
    return one == null || other != null && other.isAfter(one) ? other : one;
  }

  /** Takes over what was written to the row of the heartbeat. */
  public void adopt(Heartbeat written) {
    Reading last = current();
    reading = new Reading(last.database(), last.nanos(), written, written.away());
  }

  /** Moves this clock, for tests that let time pass instead of waiting. */
  public void advance(Duration by) {
    offset = offset.plus(by);
  }

  /** Sets the database's clock forward or back, as this clock reads it, for tests. */
  public void stepDatabase(Duration by) {
    step = step.plus(by);
  }

  @Override
  public Instant instant() {
    return journalTime().plus(offset);
  }

  /** This clock's time without the offset of tests. */
  public Instant journalTime() {
    return current().journalNow();
  }

  /** The database's own time. */
  public Instant databaseTime() {
    return current().databaseNow();
  }

  /** What the last look at the row of the heartbeat said. */
  public Heartbeat heartbeat() {
    return current().heartbeat();
  }

  /** All time that was not healthy until now: what a deadline written now knows of. */
  public Duration away() {
    return current().away();
  }

  private Reading current() {
    if (reading == null) {
      synchronise();
    }
    return reading;
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
