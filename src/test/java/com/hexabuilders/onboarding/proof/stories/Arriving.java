package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks an application that starts for a saga that is not there, again and again, until it says so.
 */
final class Arriving {

  private static final int UNKNOWN = 404;

  private final SagaClient client;
  private final List<Integer> answers = new ArrayList<>();
  private final List<String> early = new ArrayList<>();
  private final Thread thread = new Thread(this::look, "arriving");

  Arriving(SagaClient client) {
    this.client = client;
    thread.start();
  }

  private void look() {
    await("the application says what it does not know")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(this::status, status -> status == UNKNOWN);
    if (client.get("/actuator/health/readiness").status() != 200) {
      early.add("unknown before it was ready");
    }
  }

  private int status() {
    try {
      int status = client.get("/sagas/nobody/status").status();
      answers.add(status);
      return status;
    } catch (UncheckedIOException notThere) {
      return 0;
    }
  }

  /** It said 503 until it was ready, and never before that there is no such saga. */
  void assertNothingIsUnknownBeforeItIsReady() throws InterruptedException {
    thread.join();
    assertThat(early).isEmpty();
    assertThat(answers).containsOnly(503, UNKNOWN).contains(503).endsWith(UNKNOWN);
  }
}
