package com.hexabuilders.onboarding.saga;

import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the sagas that run, of all instances; those waiting for a person do not count. The
 * database is asked every quarter of a second, and what this instance has begun since is added; so
 * other instances may pass the limit by one such moment's starts, this one by REST does not, and by
 * the start queue by no more than a batch. Before it says that there is no room because of what was
 * added, it asks anew.
 */
@Component
public class RunningSagas {

  private static final Logger LOG = LoggerFactory.getLogger(RunningSagas.class);
  private static final long FRESH_NANOS = 250_000_000L;

  private final JdbcTemplate jdbc;
  private final int max;
  private final AtomicInteger begun = new AtomicInteger();
  private long askedAt;
  private boolean asked;
  private boolean full;
  private int running;

  RunningSagas(JdbcTemplate jdbc, SagaSettings settings) {
    this.jdbc = jdbc;
    this.max = settings.active().max();
  }

  /** To be called after the commit that began so many; waits for nobody. */
  void begun(int sagas) {
    begun.addAndGet(sagas);
  }

  /** Whether no further saga should begin now. */
  public boolean isFull() {
    return room() == 0;
  }

  /**
   * How many more sagas may begin now, at least 0; an answer of the last moment if the database is
   * away.
   */
  public synchronized int room() {
    boolean old = !asked || System.nanoTime() - askedAt > FRESH_NANOS;
    if (old || begun.get() > 0 && left() == 0) {
      asked = true;
      ask();
      askedAt = System.nanoTime(); // a database that is away takes its time: nobody asks in turn
    }
    int left = left();
    if (full != (left == 0)) {
      full = left == 0;
      LOG.info(
          full
              ? "{} sagas are running: intake pauses."
              : "Fewer than {} sagas run: intake goes on.",
          max);
    }
    return left;
  }

  private int left() {
    return Math.max(0, max - running - begun.get());
  }

  /** What is committed while the database counts may be counted twice, for a moment. */
  private void ask() {
    int counted = begun.getAndSet(0);
    try {
      running =
          jdbc.queryForObject(
              """
              select count(*) from
                (select 1 from saga where wake_at is not null and not waiting limit ?) running
              """,
              Integer.class,
              max);
    } catch (DataAccessException e) {
      running = (int) Math.min(max, (long) running + counted);
    }
  }
}
