package com.hexabuilders.onboarding.proof.stories;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What REST and the metrics say about many sagas at once. */
final class Overview {

  static final Set<String> FINAL = Set.of("COMPLETED", "FAILED", "COMPENSATED");

  private final SagaClient client;

  Overview(SagaClient client) {
    this.client = client;
  }

  /**
   * Status of every saga whose partner id begins with this, by partner id; two sagas of one fail.
   */
  Map<String, String> statuses(String prefix) {
    Map<String, String> found = new HashMap<>();
    String query = prefix.isEmpty() ? "" : "&q=" + prefix;
    String cursor = "";
    do {
      Reply page = client.get("/sagas?limit=200" + query + cursor);
      for (JsonNode item : page.json().get("items")) {
        String partner = item.get("partner_id").asText();
        if (found.put(partner, item.get("status").asText()) != null) {
          throw new AssertionError("two sagas of partner " + partner);
        }
      }
      JsonNode next = page.json().get("next_cursor");
      cursor = next.isNull() ? null : "&cursor=" + next.asText();
    } while (cursor != null);
    return found;
  }

  /** Waits until all accepted starts of a load, and whatever else it began, are final. */
  Map<String, String> awaitFinal(Load load, Duration atMost) {
    return await("all sagas of " + load.prefix() + " are final")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(java.io.UncheckedIOException.class)
        .until(() -> statuses(load.prefix()), found -> areFinal(found, load.accepted()));
  }

  /** Waits until these partners' sagas, and whatever else there is, are final; prints how long. */
  void awaitRecovered(Set<String> partners, Duration atMost) {
    long begin = System.nanoTime();
    await("all that was known is final")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> statuses(""), found -> areFinal(found, partners));
    System.out.printf("recovered in %.1f s%n", (System.nanoTime() - begin) / 1e9);
  }

  private static boolean areFinal(Map<String, String> found, Set<String> partners) {
    return found.keySet().containsAll(partners) && FINAL.containsAll(found.values());
  }

  /** Sagas begun and not yet ended, by what this instance has counted since its start. */
  double inFlight() {
    return metric("saga_started_total") - metric("saga_finished_total");
  }

  /** Sum over all labels of a metric; 0 if it has none yet. */
  double metric(String name) {
    return client
        .get("/actuator/prometheus", "Accept", "text/plain")
        .text()
        .lines()
        .filter(line -> line.matches(Pattern.quote(name) + "[ {].*"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
