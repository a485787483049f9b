package com.hexabuilders.onboarding.api.stats;

import com.github.benmanes.caffeine.cache.Ticker;
import com.hexabuilders.onboarding.saga.database.CachedAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * How many sagas stand where, in one statement, so that each counts once. The database is asked at
 * most once a second, less often if counting takes long. The last answer stays while it is away.
 */
@Repository
class SagaCounts {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final String COUNT =
      """
      select status, current_step, waiting, retrying, count(*) as sagas from (
        select status, current_step, waiting, retry_at is not null as retrying
          from saga where wake_at is not null) running
      group by status, current_step, waiting, retrying
      union all
      select ended_as, null, false, false, count(*) from saga
      where ended_as is not null group by ended_as
      """;

  /**
   * So many sagas that stand at the same place.
   *
   * @param step null before the first step, while completing, and for final sagas
   * @param waiting for a person
   * @param retrying has a delayed retry ahead
   */
  record Place(String status, String step, boolean waiting, boolean retrying, long sagas) {}

  /** All places, as they were at a time. */
  record Counted(Instant at, List<Place> places) {}

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final CachedAnswer<Optional<Counted>> counted;

  SagaCounts(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.counted =
        CachedAnswer.sparing(FRESH, Ticker.systemTicker(), Optional.empty(), this::count);
  }

  /** The last count; empty if the database has never answered. */
  Optional<Counted> last() {
    return counted.get();
  }

  private Optional<Counted> count() {
    Instant now = clock.instant();
    List<Place> places =
        jdbc.query(
            COUNT,
            (row, n) ->
                new Place(
                    row.getString("status"),
                    row.getString("current_step"),
                    row.getBoolean("waiting"),
                    row.getBoolean("retrying"),
                    row.getLong("sagas")));
    return Optional.of(new Counted(now, places));
  }
}
