package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A caller who repeats a request until it is answered with something else than trouble. */
final class Client {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int CONFLICT = 409;

  private final SagaClient http;

  Client(SagaClient http) {
    this.http = http;
  }

  /** A first answer that is lost makes the second one a conflict for some requests: fine. */
  void post(String path, String body, String... headers) {
    String[] answer = {"no answer"};
    try {
      await(
          () -> {
            Reply reply = http.post(path, body, headers);
            answer[0] = reply.status() + " " + reply.text();
            return reply.status() < 300 || reply.status() == CONFLICT;
          });
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException(path + " was last answered with " + answer[0], e);
    }
  }

  void await(Callable<Boolean> done) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .ignoreException(UncheckedIOException.class)
        .until(done);
  }
}
