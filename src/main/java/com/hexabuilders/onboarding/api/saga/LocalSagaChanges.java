package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.saga.journal.SagaListener;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Wakes readers at once for changes of this instance, and every 250 ms for those of others. */
@Component
class LocalSagaChanges implements SagaChanges, SagaListener {

  private static final long LOOK_AGAIN_MS = 250;

  private final ConcurrentMap<String, Bell> bells = new ConcurrentHashMap<>();
  private volatile boolean closing;

  /** Rings once for everybody who waits for one saga. */
  private record Bell(CountDownLatch rung, int waiters) {
    Bell joined() {
      return new Bell(rung, waiters + 1);
    }
  }

  @Override
  public Listener listen(String sagaId) {
    Bell bell =
        bells.compute(
            sagaId, (id, b) -> b == null ? new Bell(new CountDownLatch(1), 1) : b.joined());
    return new Listener() {
      @Override
      public void await(Duration atMost) throws InterruptedException {
        LocalSagaChanges.this.await(bell, atMost);
      }

      @Override
      public void close() {
        bells.computeIfPresent(sagaId, (id, now) -> left(bell, now));
      }
    };
  }

  private void await(Bell bell, Duration atMost) throws InterruptedException {
    if (!closing) {
      bell.rung().await(Math.min(LOOK_AGAIN_MS, atMost.toMillis()), TimeUnit.MILLISECONDS);
    }
    if (closing) {
      throw new InterruptedException("The application is stopping.");
    }
  }

  @Override
  public void changed(Collection<String> sagaIds) {
    for (String sagaId : sagaIds) {
      Bell bell = bells.remove(sagaId);
      if (bell != null) {
        bell.rung().countDown();
      }
    }
  }

  /** Wakes all long polls so that they do not delay the shutdown. */
  @EventListener(ContextClosedEvent.class)
  public void stop() {
    closing = true;
    changed(bells.keySet());
  }

  /** The bell after one waiter left; one that rang has been replaced and is not ours to count. */
  private static Bell left(Bell mine, Bell now) {
    if (now.rung() != mine.rung()) {
      return now;
    }
    return now.waiters() == 1 ? null : new Bell(now.rung(), now.waiters() - 1);
  }
}
