package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.saga.ColumnValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * What the one row of {@code sweeper_pulse} says of the journal's time.
 *
 * @param seenAt when an instance of this version last saw database and broker answer. Before there
 *     was one, this is when an instance of the version before saw it.
 * @param healthySince end of the last outage: what was announced before it may be lost
 * @param away all time that was not healthy
 * @param gapAt when the last gap was noted; null if none was
 * @param olderAt when an instance of the version before believes it was seen
 * @param slewing how the journal's clock goes on after the database's was set back
 */
public record Heartbeat(
    Instant seenAt,
    Instant healthySince,
    Duration away,
    Instant gapAt,
    Instant olderAt,
    ClockSlewing slewing) {

  /** Columns {@link #read} needs. */
  public static final String COLUMNS =
      "healthy_at, healthy_since, away_ms, beat_at, gap_at, slow_from, slow_at";

  /** The heartbeat before its row was read or written. */
  static final Heartbeat NONE =
      new Heartbeat(null, Instant.MIN, Duration.ZERO, null, null, ClockSlewing.NONE);

  /** So long after a gap the older version's column is left as it is. */
  private static final Duration FOR_OLDER = Duration.ofSeconds(30);

  /** A step back up to this is noise of measuring. */
  private static final Duration NOISE = Duration.ofSeconds(2);

  public static Heartbeat read(ResultSet row) throws SQLException {
    Instant older = ColumnValues.instant(row, "healthy_at");
    if (older == null) { // there is no row yet
      return NONE;
    }
    Instant beat = ColumnValues.instant(row, "beat_at");
    return new Heartbeat(
        beat == null ? older : beat, // the version before ends no gap of this one
        ColumnValues.instant(row, "healthy_since"),
        Duration.ofMillis(row.getLong("away_ms")),
        ColumnValues.instant(row, "gap_at"),
        older,
        new ClockSlewing(
            ColumnValues.instant(row, "slow_from"), ColumnValues.instant(row, "slow_at")));
  }

  /** The latest time that an instance of either version has noted; null if none has. */
  Instant latest() {
    return olderAt == null || seenAt.isAfter(olderAt) ? seenAt : olderAt;
  }

  /**
   * The same with the journal's clock going on, at this time of the database, from where it was
   * seen to stand already.
   *
   * @param known the latest journal time anybody is known to have used; null if unknown
   */
  public Heartbeat goingOnFrom(Instant known, Instant database) {
    boolean steppedBack = known != null && slewing.at(database).isBefore(known.minus(NOISE));
    return steppedBack
        ? new Heartbeat(
            seenAt, healthySince, away, gapAt, olderAt, new ClockSlewing(database, known))
        : this;
  }

  /** Time since it was seen last, if that is longer than allowed; else none. */
  public Duration gap(Instant now, Duration allowed) {
    Duration gap = seenAt == null ? Duration.ZERO : Duration.between(seenAt, now);
    return gap.compareTo(allowed) > 0 ? gap : Duration.ZERO;
  }

  /** All time that is not healthy, what goes on now included. */
  Duration away(Instant now, Duration allowed) {
    return away.plus(gap(now, allowed));
  }

  /**
   * The same after a healthy moment.
   *
   * @param mayBeLost when a gap has ended after which everything open is announced again; else null
   */
  public Heartbeat seen(Instant now, Duration allowed, Instant mayBeLost) {
    boolean isGap = !gap(now, allowed).isZero();
    Instant noted = isGap ? now : gapAt;
    boolean leaveOlder = noted != null && now.isBefore(noted.plus(FOR_OLDER));
    return new Heartbeat(
        seenAt.isAfter(now) ? seenAt : now,
        mayBeLost == null ? healthySince : mayBeLost,
        away(now, allowed),
        noted,
        leaveOlder || olderAt.isAfter(now) ? olderAt : now,
        slewing);
  }
}
