package com.hexabuilders.onboarding.api.stats;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hexabuilders.onboarding.saga.database.CachedAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * How long steps take, queueing and retries included: of the {@value #NEWEST} sagas that ended last
 * and waited for no person, those that did the step. All instances give the same answer, which is
 * at most ten seconds old.
 */
@Repository
public class StepDurations {

  private static final int NEWEST = 1000;
  private static final Duration FRESH = Duration.ofSeconds(10);

  /**
   * Of all durations, in ms: so many percent took no longer.
   *
   * @param sagas how many were looked at
   */
  public record Percentiles(long p50, long p95, long p99, long most, int sagas) {

    static Percentiles of(List<Long> durations) {
      List<Long> sorted = durations.stream().sorted().toList();
      return new Percentiles(
          at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100), sorted.size());
    }

    /** The smallest duration that so many percent do not exceed: the nearest rank. */
    private static long at(List<Long> sorted, int percent) {
      return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
  }

  private final JdbcTemplate jdbc;
  private final CachedAnswer<Map<String, Percentiles>> steps;

  StepDurations(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.steps = CachedAnswer.sparing(FRESH, Ticker.systemTicker(), Map.of(), this::ask);
  }

  /** Those of one step; empty if no saga that ended lately did it. */
  public Optional<Percentiles> of(String step) {
    return Optional.ofNullable(steps.get().get(step));
  }

  private Map<String, Percentiles> ask() {
    Map<String, List<Long>> durations = new HashMap<>();
    jdbc.query(
        """
        select step_name, started_at, saga_step.completed_at as done_at from (
          select saga_id from saga where completed_at is not null and waited_ms = 0
          order by completed_at desc, saga_id desc limit ?) newest
        join saga_step on saga_step.saga_id = newest.saga_id
        where started_at is not null and saga_step.completed_at is not null
        """,
        row -> {
          long millis =
              row.getTimestamp("done_at").getTime() - row.getTimestamp("started_at").getTime();
          durations
              .computeIfAbsent(row.getString("step_name"), s -> new ArrayList<>())
              .add(Math.max(0, millis));
        },
        NEWEST);
    Map<String, Percentiles> found = new HashMap<>();
    durations.forEach((step, all) -> found.put(step, Percentiles.of(all)));
    return found;
  }
}
