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

  private final JdbcTemplate jdbc;
  private final DatabaseClock clock;

  SweeperPulse(JdbcTemplate jdbc, DatabaseClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Notes a healthy moment; after a gap longer than allowed, first moves the deadline of every saga
   * that is not final by the gap, in one statement. Must be called inside a transaction.
   */
  void beat(Duration allowed) {
    Instant now = clock.databaseTime();
    List<Instant> last =
        jdbc.query(
            "select healthy_at from sweeper_pulse where id = 1 for update",
            (row, n) -> Columns.instant(row, "healthy_at"));
    if (last.isEmpty()) {
      jdbc.update(
          "insert into sweeper_pulse (id, healthy_at) values (1, ?) on conflict do nothing",
          time(now));
      return;
    }
    Duration gap = Duration.between(last.get(0), now);
    if (gap.compareTo(allowed) > 0) {
      moveDeadlines(gap);
    }
    if (!gap.isNegative()) {
      jdbc.update("update sweeper_pulse set healthy_at = ? where id = 1", time(now));
    }
  }

  private void moveDeadlines(Duration gap) {
    int moved =
        jdbc.update(
            """
            update saga set
              due_at = case when due_at = deadline_at then due_at + cast(? as interval second)
                       else due_at end,
              deadline_at = deadline_at + cast(? as interval second)
            where due_at is not null and deadline_at is not null
            """,
            seconds(gap),
            seconds(gap));
    LOG.warn(
        "Database or broker were away for {} s; the deadlines of {} sagas move by that.",
        gap.toSeconds(),
        moved);
  }

  private static String seconds(Duration gap) {
    return gap.toSeconds() + "." + "%09d".formatted(gap.getNano()).substring(0, 6);
  }
}
