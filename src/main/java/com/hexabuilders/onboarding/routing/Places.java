package com.hexabuilders.onboarding.routing;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Batches are worked on at one more place than there are processors: more at a time would not be
 * done sooner, but while a reader waits for a place its batch grows, and a larger one costs less
 * per message. Nobody waits for longer than 20 ms, so that batches that hang or wait for a slow
 * database delay no other queue by more than that.
 */
@Component
class Places {

  private static final long LONGEST_WAIT_MILLIS = 20;

  private final Semaphore free =
      new Semaphore(Runtime.getRuntime().availableProcessors() + 1, true);

  /** What one reader takes for each of its batches. */
  final class Place {
    private final AtomicBoolean taken = new AtomicBoolean();

    /** Waits for a place and goes on without one if there is none in time. */
    void take() throws InterruptedException {
      taken.set(free.tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Gives it back if it was taken; also called for a reader that hangs. */
    void leave() {
      if (taken.getAndSet(false)) {
        free.release();
      }
    }
  }

  Place forReader() {
    return new Place();
  }
}
