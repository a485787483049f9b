package com.hexabuilders.onboarding.saga.deadline;

import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.database.ClockSlewing;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.database.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Table {@code sweeper_pulse}: one locked row. Every sweep that saw database and broker answer
 * writes it. A gap in it is time that was not healthy, and does not count for any deadline. The row
 * sums these gaps, however many sagas sleep (ADR 20).
 */
@Repository
class SweeperHeartbeat {

  private static final Logger LOG = LoggerFactory.getLogger(SweeperHeartbeat.class);

  /** A shorter gap counts too; with a short period it is not worth a line in the log. */
  private static final Duration WORTH_A_LINE = Duration.ofSeconds(2);

  private final JdbcTemplate jdbc;
  private final DatabaseClock clock;

  SweeperHeartbeat(JdbcTemplate jdbc, DatabaseClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Notes a healthy moment and, after a gap longer than allowed, what of it was not healthy. After
   * a gap longer than a stall, everything open may be lost. If another instance has locked the row,
   * that instance notes it. This method must be called inside a transaction.
   *
   * @return what was written, for the clock to go by after the commit; null for nothing
   */
  Heartbeat beat(Duration allowed, Duration stall) {
    List<Heartbeat> rows =
        jdbc.query(
            "select "
                + Heartbeat.COLUMNS
                + " from sweeper_pulse where id = 1 for update skip locked",
            (row, n) -> Heartbeat.read(row));
    Instant now = clock.journalTime();
    if (rows.isEmpty()) {
      begin(now);
      return null;
    }
    Heartbeat last = rows.get(0).goingOnFrom(now, clock.databaseTime());
    if (!last.slewing().equals(rows.get(0).slewing())) {
      tellStep(last.slewing());
    }
    Duration gap = last.gap(now, allowed);
    tellGap(gap);
    Heartbeat next = last.seen(now, allowed, gap.compareTo(stall) > 0 ? clock.instant() : null);
    write(next);
    return next;
  }

  private static void tellStep(ClockSlewing slewing) {
    LOG.warn(
        "The clock of the database was set back by {}; the journal's clock runs at half speed until"
            + " it has caught up.",
        Sentences.duration(
            Duration.ofSeconds(Duration.between(slewing.from(), slewing.at()).toSeconds())));
  }

  private static void tellGap(Duration gap) {
    if (gap.compareTo(WORTH_A_LINE) >= 0) {
      LOG.warn(
          "Database or broker were away for {}, or the clock was set forward; the deadlines of all"
              + " running sagas move by that.",
          Sentences.duration(Duration.ofSeconds(gap.toSeconds())));
    }
  }

  private void write(Heartbeat heartbeat) {
    jdbc.update(
        """
        update sweeper_pulse set healthy_at = ?, healthy_since = ?, away_ms = ?, beat_at = ?,
          gap_at = ?, slow_from = ?, slow_at = ?
        where id = 1
        """,
        time(heartbeat.olderAt()),
        time(heartbeat.healthySince()),
        heartbeat.away().toMillis(),
        time(heartbeat.seenAt()),
        time(heartbeat.gapAt()),
        time(heartbeat.slewing().from()),
        time(heartbeat.slewing().at()));
  }

  /** End of the last outage any instance saw: an event announced before it may be lost. */
  Instant healthySince() {
    return clock.heartbeat().healthySince();
  }

  /**
   * Inserts the row as if there had been no outage before. If the row is there, nothing happens,
   * and a lock of another instance on it is not waited for.
   */
  private void begin(Instant now) {
    jdbc.update(
        """
        insert into sweeper_pulse (id, healthy_at, healthy_since, beat_at)
        select 1, cast(? as timestamp with time zone), cast(? as timestamp with time zone),
          cast(? as timestamp with time zone)
        where not exists (select 1 from sweeper_pulse where id = 1) on conflict do nothing
        """,
        time(now),
        time(Instant.EPOCH),
        time(now));
  }
}
