package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One thread works at a time. */
class DatabaseLockTest {

  @Test
  void one_works_at_a_time() throws Exception {
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    DatabaseLock lock = new DatabaseLock(Duration.ofSeconds(1));
    DatabaseLock.Work<Integer> work =
        () -> {
          most.accumulateAndGet(working.incrementAndGet(), Math::max);
          Thread.yield();
          return working.decrementAndGet();
        };
    CompletableFuture<?>[] workers = new CompletableFuture<?>[4];
    for (int worker = 0; worker < workers.length; worker++) {
      boolean ends = worker % 2 == 0;
      workers[worker] = CompletableFuture.runAsync(() -> often(lock, work, ends));
    }
    CompletableFuture.allOf(workers).get();
    assertThat(most).hasValue(1);
  }

  private static void often(DatabaseLock lock, DatabaseLock.Work<Integer> work, boolean ends) {
    try {
      for (int i = 0; i < 20_000; i++) {
        int left = ends ? lock.end(work) : lock.take(work);
        assertThat(left).isZero();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
