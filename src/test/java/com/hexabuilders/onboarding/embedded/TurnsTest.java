package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One thread works at a time. */
class TurnsTest {

  @Test
  void one_works_at_a_time() throws Exception {
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Turns turns = new Turns(Duration.ofSeconds(1));
    Turns.Work<Integer> work =
        () -> {
          most.accumulateAndGet(working.incrementAndGet(), Math::max);
          Thread.yield();
          return working.decrementAndGet();
        };
    CompletableFuture<?>[] workers = new CompletableFuture<?>[4];
    for (int worker = 0; worker < workers.length; worker++) {
      boolean ends = worker % 2 == 0;
      workers[worker] = CompletableFuture.runAsync(() -> often(turns, work, ends));
    }
    CompletableFuture.allOf(workers).get();
    assertThat(most).hasValue(1);
  }

  private static void often(Turns turns, Turns.Work<Integer> work, boolean ends) {
    try {
      for (int i = 0; i < 20_000; i++) {
        int left = ends ? turns.end(work) : turns.take(work);
        assertThat(left).isZero();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
