package com.hexabuilders.onboarding.saga;

import static com.hexabuilders.onboarding.saga.Columns.time;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Table {@code sweeper_pulse}: one locked row that every sweep writes which saw database and broker
 * answer. A gap in it is time that was not healthy, and does not count for any deadline.
 */
@Repository
class SweeperPulse {

  private static final Logger LOG = LoggerFactory.getLogger(SweeperPulse.class);

  /**
   * A shorter gap moves deadlines too; with a short period it is a hiccup nobody has to read of.
   */
  private static final Duration WORTH_A_LINE = Duration.ofSeconds(2);

  private record Beat(Instant at, Instant since) {}

  private final JdbcTemplate jdbc;
  private final DatabaseClock clock;
  private volatile Instant healthySince = Instant.MIN;

  SweeperPulse(JdbcTemplate jdbc, DatabaseClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Notes a healthy moment; after a gap longer than allowed, first moves the deadline of every saga
   * that is not final by the gap, in one statement; after one longer than a stall, everything open
   * is also sent again. Must be called inside a transaction.
   */
  void beat(Duration allowed, Duration stall) {
    Instant now = clock.databaseTime();
    List<Beat> last =
        jdbc.query(
            "select healthy_at, healthy_since from sweeper_pulse where id = 1 for update",
            (row, n) ->
                new Beat(
                    Columns.instant(row, "healthy_at"), Columns.instant(row, "healthy_since")));
    if (last.isEmpty()) {
      begin(now);
      return;
    }
    healthySince = last.get(0).since();
    Duration gap = Duration.between(last.get(0).at(), now);
    if (gap.compareTo(allowed) > 0) {
      goOnAfter(gap, stall);
    }
    if (!gap.isNegative()) {
      jdbc.update(
          "update sweeper_pulse set healthy_at = ?, healthy_since = ? where id = 1",
          time(now),
          time(healthySince));
    }
  }

  private void goOnAfter(Duration gap, Duration stall) {
    moveDeadlines(gap);
    if (gap.compareTo(stall) > 0) {
      sendAgain();
      healthySince = clock.instant();
    }
    if (gap.compareTo(WORTH_A_LINE) >= 0) {
      LOG.warn(
          "Database or broker were away for {}; the deadlines of all running sagas move by that.",
          Sentences.duration(Duration.ofSeconds(gap.toSeconds())));
    }
  }

  /** End of the last outage any instance saw: an event announced before it may be lost. */
  Instant healthySince() {
    return healthySince;
  }

  private void begin(Instant now) {
    healthySince = now;
    jdbc.update(
        "insert into sweeper_pulse (id, healthy_at, healthy_since) values (1, ?, ?)"
            + " on conflict do nothing",
        time(now),
        time(now));
  }

  /** Takes the rows in id order, as everybody does. */
  private void moveDeadlines(Duration gap) {
    jdbc.queryForList(
        "select saga_id from saga where wake_at is not null order by saga_id for update",
        String.class);
    double seconds = gap.toMillis() / 1000.0;
    jdbc.update(
        """
        update saga set
          deadline_at = deadline_at + cast(? as double precision) * interval '1' second,
          due_at = least(
            coalesce(retry_at, resend_at, deadline_at + cast(? as double precision) * interval '1' second),
            coalesce(resend_at, retry_at, deadline_at + cast(? as double precision) * interval '1' second),
            coalesce(deadline_at + cast(? as double precision) * interval '1' second, retry_at, resend_at))
        where wake_at is not null
        """,
        seconds,
        seconds,
        seconds,
        seconds);
  }

  /** What is open is due at once, before it may be judged: the broker may have lost it. */
  private void sendAgain() {
    Instant now = clock.instant();
    jdbc.update(
        """
        update saga set wake_at = least(wake_at, ?), resend_at = ?, resends = 0, due_at = ?
        where wake_at is not null and retry_at is null and not waiting
        """,
        time(now),
        time(now),
        time(now));
  }
}
