package com.hexabuilders.onboarding.routing.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/**
 * Permits for as many batches at a time as there are processors. One more batch gets a permit if it
 * is at least half full. More batches at a time would not be done sooner. While a reader waits for
 * a permit its batch grows, and a larger batch costs less per message. For the same reason the
 * largest batch gets the next permit.
 *
 * <p>A batch that hangs or waits for a slow database delays no other queue. Its permit counts for
 * 100 ms. A reader waits for a permit for 100 ms at most and then goes on without one.
 */
@Component
class BatchPermits {

  private static final Duration LONGEST = Duration.ofMillis(100);

  private final int processors;
  private final long longest;
  private final Lock lock = new ReentrantLock();
  private final List<Permit> waiting = new ArrayList<>();
  private final List<Permit> taken = new ArrayList<>();

  BatchPermits() {
    this(Runtime.getRuntime().availableProcessors(), LONGEST);
  }

  /**
   * @param longest how long a permit counts and is waited for
   */
  BatchPermits(int processors, Duration longest) {
    this.processors = processors;
    this.longest = longest.toNanos();
  }

  /** What one reader takes for each of its batches. */
  final class Permit {
    private final int batch;
    private final Condition given = lock.newCondition();
    private IntSupplier messages;
    private long since;

    private Permit(int batch) {
      this.batch = batch;
    }

    /**
     * Waits for a permit and goes on without one if there is none in time.
     *
     * @param messages how many there are for the reader; asked again while it waits, by other
     *     threads
     */
    void take(IntSupplier messages) throws InterruptedException {
      lock.lock();
      try {
        this.messages = messages;
        waiting.add(this);
        long begun = System.nanoTime();
        giveAway(begun);
        for (long now = begun; waiting.contains(this) && now - begun < longest; ) {
          given.awaitNanos(Math.min(begun - now + longest, untilOneCountsNoLonger(now)));
          now = System.nanoTime();
          giveAway(now);
        }
      } finally {
        waiting.remove(this);
        lock.unlock();
      }
    }

    /** Gives it back if it was taken; also called for a reader that hangs. */
    void leave() {
      lock.lock();
      try {
        if (taken.remove(this)) {
          giveAway(System.nanoTime());
        }
      } finally {
        lock.unlock();
      }
    }

    /** No more than the batch takes, so that full ones go in the order of asking. */
    private int messages() {
      return Math.min(batch, messages.getAsInt());
    }

    private boolean isHalfFull() {
      return 2 * messages() >= batch;
    }

    private boolean counts(long now) {
      return now - since < longest;
    }
  }

  /**
   * @param batch most messages the reader takes at a time
   */
  Permit forReader(int batch) {
    return new Permit(batch);
  }

  private void giveAway(long now) {
    long counted = taken.stream().filter(permit -> permit.counts(now)).count();
    while (counted <= processors && !waiting.isEmpty()) {
      Permit largest =
          waiting.stream().max(Comparator.comparingInt(Permit::messages)).orElseThrow();
      if (counted == processors && !largest.isHalfFull()) {
        return;
      }
      waiting.remove(largest);
      largest.since = now;
      taken.add(largest);
      largest.given.signal();
      counted++;
    }
  }

  private long untilOneCountsNoLonger(long now) {
    return taken.stream()
        .filter(permit -> permit.counts(now))
        .mapToLong(permit -> permit.since - now + longest)
        .min()
        .orElse(longest);
  }
}
