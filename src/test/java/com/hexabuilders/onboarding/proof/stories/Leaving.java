package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Asks an instance that is about to end, again and again, whether it is ready, and then for an
 * onboarding, until it does not answer any more.
 */
final class Leaving {

  private static final int NO_ANSWER = 0;
  private static final int ACCEPTED = 202;

  private record Look(Duration at, int readiness, int start) {}

  private final long begin = System.nanoTime();
  private final List<Look> looks = new ArrayList<>();
  private final SagaClient client;
  private final Thread thread = new Thread(this::look, "leaving");

  Leaving(SagaClient client) {
    this.client = client;
    thread.start();
  }

  private void look() {
    int readiness;
    do {
      Duration at = Duration.ofNanos(System.nanoTime() - begin);
      readiness = status(() -> client.get("/actuator/health/readiness").status());
      String partner = "leaving-" + looks.size();
      int start = status(() -> client.start(Orders.order(partner).toString()).status());
      looks.add(new Look(at, readiness, start));
    } while (readiness != NO_ANSWER);
  }

  private static int status(IntSupplier request) {
    try {
      return request.getAsInt();
    } catch (UncheckedIOException notThere) {
      return NO_ANSWER;
    }
  }

  /** It said that it is not ready for so long before it was gone, and took starts meanwhile. */
  void assertSaidSoFor(Duration least) throws InterruptedException {
    thread.join();
    List<Look> leaving = looks.stream().filter(look -> look.readiness() == 503).toList();
    assertThat(looks).extracting(Look::readiness).isSubsetOf(200, 503, NO_ANSWER);
    assertThat(looks).extracting(Look::start).isSubsetOf(ACCEPTED, 503, NO_ANSWER);
    assertThat(leaving).as("not ready, and answering, in %s", looks).isNotEmpty();
    Duration gone = looks.get(looks.size() - 1).at();
    int first = looks.indexOf(leaving.get(0));
    Duration before = looks.get(Math.max(0, first - 1)).at(); // a look takes long under load
    assertThat(gone.minus(before)).isGreaterThanOrEqualTo(least);
    assertThat(leaving).as("starts of who has not seen it yet").anyMatch(Leaving::accepted);
  }

  private static boolean accepted(Look look) {
    return look.start() == ACCEPTED;
  }
}
