package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The application is asked to end while it works at full speed: first it is not ready, then it ends
 * what it has in hand, then it is gone.
 */
class ShutdownIT {

  /** Half of what is promised, which an idle machine needs a sixth of. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** The default of {@code onboarding.shutdown.drain}, and a little for the way there. */
  private static final Duration NOT_READY = Duration.ofMillis(800);

  private static final int ENDED_BY_SIGTERM = 143;

  @Test
  void ends_soon_with_whole_batches_and_goes_on_when_started_again() throws Exception {
    try (PackagedApp app = PackagedApp.start()) {
      Load load = new Load("term");
      Overview overview = new Overview(app.client());
      try (load;
          Queues queues = Queues.of(app)) {
        load.byQueue(queues, 1_000);
        load.byRest(app::client, 1_000, 8);
        KeptConnections kept = new KeptConnections(app.port());
        await("enough sagas are on their way")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> overview.inFlight() > 200);
        assertEndsInTime(app, kept);
      }
      load.awaitOffered();
      Proof.ofKilled(app).holds();
      assertThat(Proof.ofKilled(app).unfinished()).isPositive();

      app.launchAgain();
      Arriving arriving = new Arriving(app.client());
      app.awaitReady();
      arriving.assertNothingIsUnknownBeforeItIsReady();
      Map<String, String> ends = overview.awaitFinal(load, Duration.ofSeconds(90));
      assertThat(ends.values()).containsOnly("COMPLETED");
      app.kill9();
      Proof.ofKilled(app).holdsFor(load.accepted());
      Proof.ofKilled(app).nothingGivenUp();
      Proof.ofKilled(app).nothingTriedAgain();
    }
  }

  private static void assertEndsInTime(PackagedApp app, KeptConnections kept)
      throws InterruptedException {
    Leaving leaving = new Leaving(app.client());
    long begin = System.nanoTime();
    int exit = app.terminate();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf("ended %.1f s after it was asked to%n", took.toMillis() / 1e3);
    assertThat(took).isLessThan(LIMIT);
    assertThat(exit).isEqualTo(ENDED_BY_SIGTERM);
    leaving.assertSaidSoFor(NOT_READY);
    kept.assertEachWasAnswered();
    assertThat(app.output()).doesNotContain(" ERROR ", "\tat ");
  }
}
