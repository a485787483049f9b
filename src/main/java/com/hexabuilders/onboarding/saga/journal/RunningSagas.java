package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Counts the sagas that run, of all instances; those waiting for a person do not count. The
 * database is asked every quarter of a second, less often if it takes long to count. What this
 * instance has begun since is added.
 *
 * <p>This instance does not know what other instances have begun since. So it asks the database
 * again when it has begun its share, a quarter of the room that was counted. Four instances
 * together fill the room. Near the limit each passes it by a batch or a hundredth. Before this
 * class reports no room because of what was added, it asks again.
 *
 * <p>One caller asks, and the others use the last answer meanwhile. Counting twenty thousand
 * running sagas takes 40 ms, and every start would wait. A cache cannot do that. How long an answer
 * is good depends on what counting it cost and on what this instance has begun since.
 */
@Component
public class RunningSagas implements CommitListener {

  private static final Logger LOG = LoggerFactory.getLogger(RunningSagas.class);
  private static final Duration FRESH = Duration.ofMillis(250);
  private static final Duration FRESH_AT_MOST = Duration.ofSeconds(2);
  private static final int FRESH_FOR_EACH_ASKED = 9;
  private static final int SHARES = 4;

  /** Counting for fewer starts than a hundredth of the limit would cost more than it saves. */
  private static final int SMALLEST_SHARE = 100;

  private final JdbcTemplate jdbc;
  private final int max;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicBoolean full = new AtomicBoolean();
  private final ReentrantLock asking = new ReentrantLock();
  private volatile boolean asked;
  private volatile long oldAt;
  private volatile int running;

  RunningSagas(JdbcTemplate jdbc, SagaSettings settings) {
    this.jdbc = jdbc;
    this.max = settings.active().max();
  }

  @Override
  public void committed(List<Saga> changed, List<DeadLetter> letters) {
    begun((int) changed.stream().filter(saga -> saga.unsaved().isNew()).count());
  }

  /** Adds sagas that were begun. To be called after their commit; waits for no lock. */
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
  public int room() {
    if (asked && isToBeRenewed() && asking.tryLock()) {
      askIf(this::isToBeRenewed);
    }
    if (isNotToBeTrusted()) {
      asking.lock();
      askIf(this::isNotToBeTrusted);
    }
    int left = left();
    tell(left == 0);
    return left;
  }

  private boolean isToBeRenewed() {
    return System.nanoTime() - oldAt > 0 || begun.get() >= share();
  }

  private int share() {
    return Math.max(1, Math.max((max - running) / SHARES, max / SMALLEST_SHARE));
  }

  private boolean isNotToBeTrusted() {
    return !asked || begun.get() > 0 && left() == 0;
  }

  /**
   * Asks the database if that is still needed, and frees the lock. Other callers may have asked
   * meanwhile.
   */
  private void askIf(BooleanSupplier needed) {
    try {
      if (needed.getAsBoolean()) {
        long fresh = ask();
        oldAt = System.nanoTime() + fresh;
        asked = true;
      }
    } finally {
      asking.unlock();
    }
  }

  private void tell(boolean isFull) {
    if (full.compareAndSet(!isFull, isFull)) {
      LOG.info(
          isFull
              ? "{} sagas are running: intake pauses."
              : "Fewer than {} sagas run: intake goes on.",
          max);
    }
  }

  private int left() {
    return Math.max(0, max - running - begun.get());
  }

  /**
   * Counts in the database. Commits during the count may be counted twice, for a moment. A database
   * that is away takes its time, so callers do not ask it in turn.
   *
   * @return for how many nanoseconds this is good enough
   */
  private long ask() {
    int known = begun.get();
    long start = System.nanoTime();
    long fresh = FRESH.toNanos();
    try {
      running =
          jdbc.queryForObject(
              """
              select count(*) from
                (select 1 from saga where wake_at is not null and not waiting limit ?) running
              """,
              Integer.class,
              max);
      fresh = Math.max(fresh, FRESH_FOR_EACH_ASKED * (System.nanoTime() - start));
    } catch (DataAccessException e) {
      running = (int) Math.min(max, (long) running + known);
    }
    begun.addAndGet(-known);
    return Math.min(fresh, FRESH_AT_MOST.toNanos());
  }
}
