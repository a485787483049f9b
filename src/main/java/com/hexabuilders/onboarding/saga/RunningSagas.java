package com.hexabuilders.onboarding.saga;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the sagas that run, of all instances; those waiting for a person do not count. Asked of
 * the database at most every quarter of a second, so the limit may be passed by one such moment's
 * starts.
 */
@Component
public class RunningSagas {

  private static final Logger LOG = LoggerFactory.getLogger(RunningSagas.class);
  private static final long FRESH_NANOS = 250_000_000L;

  private final JdbcTemplate jdbc;
  private final int max;
  private long askedAt;
  private boolean asked;
  private boolean full;

  RunningSagas(JdbcTemplate jdbc, SagaSettings settings) {
    this.jdbc = jdbc;
    this.max = settings.active().max();
  }

  /**
   * Whether no further saga should begin now; an answer of the last moment if the database is away.
   */
  public synchronized boolean isFull() {
    if (!asked || System.nanoTime() - askedAt > FRESH_NANOS) {
      asked = true;
      askedAt = System.nanoTime();
      boolean before = full;
      full = ask();
      if (full != before) {
        LOG.info(
            full
                ? "{} sagas are running: intake pauses."
                : "Fewer than {} sagas run: intake goes on.",
            max);
      }
    }
    return full;
  }

  private boolean ask() {
    try {
      Integer running =
          jdbc.queryForObject(
              """
              select count(*) from
                (select 1 from saga where wake_at is not null and not waiting limit ?) running
              """,
              Integer.class,
              max);
      return running >= max;
    } catch (DataAccessException e) {
      return full;
    }
  }
}
