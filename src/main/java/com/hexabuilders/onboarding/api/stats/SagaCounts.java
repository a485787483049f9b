package com.hexabuilders.onboarding.api.stats;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hexabuilders.onboarding.saga.database.CachedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * How many sagas stand where. The database is asked at most once a second, less often if counting
 * takes long, and the last answer stays while it is away.
 */
@Repository
class SagaCounts {

  private static final Duration FRESH = Duration.ofSeconds(1);

  /**
   * So many sagas that are not final and stand at the same place.
   *
   * @param step null before the first step and while completing
   * @param waiting for a person
   * @param retrying has a delayed retry ahead
   */
  record Active(String status, String step, boolean waiting, boolean retrying, long sagas) {}

  private final JdbcTemplate jdbc;
  private final CachedAnswer<List<Active>> active;
  private final CachedAnswer<Map<String, Long>> ended;

  SagaCounts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
    this.active = CachedAnswer.sparing(FRESH, Ticker.systemTicker(), List.of(), this::askForActive);
    this.ended = CachedAnswer.sparing(FRESH, Ticker.systemTicker(), Map.of(), this::askForEnded);
  }

  /** The sagas that are not final, by place. */
  List<Active> active() {
    return active.get();
  }

  /** The sagas of each status that are kept. */
  Map<String, Long> byStatus() {
    return Stream.concat(
            ended.get().entrySet().stream(),
            active().stream().map(place -> Map.entry(place.status(), place.sagas())))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
  }

  private List<Active> askForActive() {
    return jdbc.query(
        """
        select status, current_step, waiting, retrying, count(*) as sagas from (
          select status, current_step, waiting, retry_at is not null as retrying
            from saga where wake_at is not null) running
        group by status, current_step, waiting, retrying
        """,
        (row, n) ->
            new Active(
                row.getString("status"),
                row.getString("current_step"),
                row.getBoolean("waiting"),
                row.getBoolean("retrying"),
                row.getLong("sagas")));
  }

  private Map<String, Long> askForEnded() {
    return jdbc
        .query(
            """
            select ended_as, count(*) as sagas from saga where ended_as is not null group by ended_as
            """,
            (row, n) -> Map.entry(row.getString("ended_as"), row.getLong("sagas")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
