package com.hexabuilders.onboarding.saga.metrics;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.database.CachedAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts what stands in the journal, of all instances, when somebody asks, and at most every five
 * seconds. One caller counts; the others go by the last count meanwhile. The last count stays while
 * the database is away.
 */
@Component
public class SagaCensus {

  static final Duration FRESH = Duration.ofSeconds(5);

  private record Key(String type, String status) {}

  private record Count(
      Map<Key, Long> active,
      Map<String, Long> stuck,
      Map<String, Instant> oldest,
      Instant longestDue,
      long letters) {
    private static final Count NOTHING = new Count(Map.of(), Map.of(), Map.of(), null, 0);
  }

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final CachedAnswer<Count> counts;

  @Autowired
  public SagaCensus(JdbcTemplate jdbc, Clock clock) {
    this(jdbc, clock, Ticker.systemTicker());
  }

  SagaCensus(JdbcTemplate jdbc, Clock clock, Ticker ticker) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.counts = new CachedAnswer<>(FRESH, ticker, Count.NOTHING, this::ask);
  }

  long active(String type, String status) {
    return count().active().getOrDefault(new Key(type, status), 0L);
  }

  /** Sagas whose undo failed and that wait for a person now. */
  public long stuck(String type) {
    return count().stuck().getOrDefault(type, 0L);
  }

  double oldestAgeSeconds(String type) {
    return secondsSince(count().oldest().get(type));
  }

  double sweeperLagSeconds() {
    return secondsSince(count().longestDue());
  }

  long openDeadLetters() {
    return count().letters();
  }

  private double secondsSince(Instant time) {
    return time == null
        ? 0
        : Math.max(0, Duration.between(time, clock.instant()).toMillis() / 1000.0);
  }

  private Count count() {
    return counts.get();
  }

  private Count ask() {
    Map<Key, Long> active = new HashMap<>();
    Map<String, Long> stuck = new HashMap<>();
    Map<String, Instant> oldest = new HashMap<>();
    Instant[] longestDue = new Instant[1];
    jdbc.query(
        """
        select saga_type, status, count(*) as sagas, min(created_at) as oldest,
          min(due_at) as longest_due, count(compensation_error) as stuck
        from saga where wake_at is not null group by saga_type, status
        """,
        row -> {
          String type = row.getString("saga_type");
          active.put(new Key(type, row.getString("status")), row.getLong("sagas"));
          stuck.merge(type, row.getLong("stuck"), Long::sum);
          oldest.merge(type, ColumnValues.instant(row, "oldest"), SagaCensus::earlier);
          longestDue[0] = earlier(longestDue[0], ColumnValues.instant(row, "longest_due"));
        });
    Long letters =
        jdbc.queryForObject("select count(*) from dead_letter where state = 'OPEN'", Long.class);
    return new Count(active, stuck, oldest, longestDue[0], letters);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one == null || other.isBefore(one) ? other : one;
  }
}
