package com.hexabuilders.onboarding.routing;

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
 * As many batches are worked on at a time as there are processors, and one more that is at least
 * half full: more would not be done sooner, but while a reader waits for a place its batch grows,
 * and a larger one costs less per message. For the same reason the largest goes first. Nobody waits
 * for longer than 20 ms, so that batches that hang or wait for a slow database delay no other queue
 * by more than that.
 */
@Component
class Places {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(20);

  private final int processors;
  private final long longestWait;
  private final Lock lock = new ReentrantLock();
  private final List<Place> waiting = new ArrayList<>();
  private int taken;

  Places() {
    this(Runtime.getRuntime().availableProcessors(), LONGEST_WAIT);
  }

  Places(int processors, Duration longestWait) {
    this.processors = processors;
    this.longestWait = longestWait.toNanos();
  }

  /** What one reader takes for each of its batches. */
  final class Place {
    private final int halfBatch;
    private final Condition given = lock.newCondition();
    private IntSupplier messages;
    private boolean mine;

    private Place(int batch) {
      this.halfBatch = (batch + 1) / 2;
    }

    /**
     * Waits for a place and goes on without one if there is none in time.
     *
     * @param messages how many there are for the batch; asked again while it waits, by other
     *     threads
     */
    void take(IntSupplier messages) throws InterruptedException {
      lock.lock();
      try {
        this.messages = messages;
        waiting.add(this);
        giveAway();
        long left = longestWait;
        while (!mine && left > 0) {
          left = given.awaitNanos(left);
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
        if (mine) {
          mine = false;
          taken--;
          giveAway();
        }
      } finally {
        lock.unlock();
      }
    }

    private int messages() {
      return messages.getAsInt();
    }
  }

  /**
   * @param batch most messages the reader takes at a time
   */
  Place forReader(int batch) {
    return new Place(batch);
  }

  private void giveAway() {
    while (taken <= processors && !waiting.isEmpty()) {
      Place largest = waiting.stream().max(Comparator.comparingInt(Place::messages)).orElseThrow();
      if (taken == processors && largest.messages() < largest.halfBatch) {
        return;
      }
      waiting.remove(largest);
      largest.mine = true;
      taken++;
      largest.given.signal();
    }
  }
}
