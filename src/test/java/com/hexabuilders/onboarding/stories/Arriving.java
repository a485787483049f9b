package com.hexabuilders.onboarding.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.harness.SagaClient;
import java.io.UncheckedIOException;
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
    int status = 0;
    for (int i = 0; i < 100_000 && status != UNKNOWN; i++) {
      try {
        status = client.get("/sagas/nobody/status").status();
        answers.add(status);
        if (status == UNKNOWN && client.get("/actuator/health/readiness").status() != 200) {
          early.add("unknown before it was ready");
        }
      } catch (UncheckedIOException notThere) {
        Thread.onSpinWait();
      }
    }
  }

  /** It said 503 until it was ready, and never before that there is no such saga. */
  void assertNothingIsUnknownBeforeItIsReady() throws InterruptedException {
    thread.join();
    assertThat(early).isEmpty();
    assertThat(answers).containsOnly(503, UNKNOWN).contains(503).endsWith(UNKNOWN);
  }
}
