package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many messages share a transaction when there are many. */
@ExtendWith(PostgresStage.class)
class BatchingIT {

  private static final int IN_FLIGHT = 512;
  private static final int SAGAS = 2_000;

  @Test
  void commits_at_most_twice_per_saga_with_512_in_flight() throws Exception {
    PackagedApp app = PostgresStage.app();
    Overview overview = new Overview(app.client());
    Proof proof = Proof.of(PostgresStage.postgres().dataSource());
    double batches = overview.metric("saga_batch_size_count");
    double messages = overview.metric("saga_batch_size_sum");
    long before = commits(proof);
    long begin = System.nanoTime();
    try (Load load = new Load("batched", new Semaphore(IN_FLIGHT));
        Queues queues = Queues.of(app)) {
      keepInFlight(load, queues);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double perSaga = (double) (commitsInTheEnd(proof) - before) / SAGAS;
      double mean =
          (overview.metric("saga_batch_size_sum") - messages)
              / (overview.metric("saga_batch_size_count") - batches);
      System.out.printf(
          "%.0f sagas/s, %.2f commits per saga, %.1f messages per batch%n",
          SAGAS / seconds, perSaga, mean);
      assertThat(perSaga).isBetween(0.01, 2.0);
      assertThat(mean).isGreaterThan(8);
      proof.holdsFor(load.accepted());
    }
  }

  /** A closed loop: whenever a saga ends the next begins, half by REST and half by queue. */
  private static void keepInFlight(Load load, Queues queues) throws Exception {
    AtomicInteger ended = new AtomicInteger();
    try (Observer observer = queues.observe("batching")) {
      load.replaceEnded(observer, ended::incrementAndGet);
      load.byRest(PostgresStage.app()::client, SAGAS / 2, 64);
      load.byQueue(queues, SAGAS / 2);
      load.awaitOffered();
      await("all have ended").atMost(Duration.ofMinutes(2)).until(() -> ended.get() >= SAGAS);
    }
  }

  /** An idle connection adds what it has committed to the sum after ten seconds at the latest. */
  private static long commitsInTheEnd(Proof proof) {
    return await("every connection has reported")
        .pollDelay(Duration.ofSeconds(11))
        .atMost(Duration.ofSeconds(20))
        .until(() -> commits(proof), sum -> sum > 0);
  }

  /** Commits of the application and of this test; an idle application adds a few per second. */
  private static long commits(Proof proof) {
    String sql = "select xact_commit from pg_stat_database where datname = current_database()";
    return (Long) proof.rows(sql).get(0).get("xact_commit");
  }
}
