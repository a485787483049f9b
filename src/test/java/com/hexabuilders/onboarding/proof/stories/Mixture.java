package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sagas that one instance begins and others carry on: some complete, some are undone from their
 * last step, some wait for a person, and one breaks in its second step.
 */
final class Mixture {

  static final String REVIEWED =
      """
      {"preferred_contract_type": "BASIC", "documents": [{"type": "IDENTITY", "format": "pdf",
       "size_bytes": 51200, "expires_on": "2099-01-01", "review": "manual"}]}
      """;

  private static final int OF_EACH = 20;
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final String REFUSED =
      "{\"recruitment_preferences\": {\"categories\": [\"ASTROLOGY\"]}}";

  private final String name;
  private final Map<String, String> ends = new TreeMap<>();

  private Mixture(String name) {
    this.name = name;
  }

  /** Begins them at this instance; their partner ids begin with this name. */
  static Mixture begin(String name, PackagedApp app) {
    Mixture mixture = new Mixture(name);
    mixture.start(app, "approved", REVIEWED, "COMPLETED");
    mixture.start(app, "cancelled", REVIEWED, "COMPENSATED");
    for (int i = 0; i < OF_EACH; i++) {
      mixture.start(app, "completes-" + i, "{}", "COMPLETED");
      mixture.start(app, "refused-" + i, REFUSED, "COMPENSATED");
    }
    assertThat(app.start(order(name + "-retried").toString()).status()).isEqualTo(202);
    return mixture;
  }

  private void start(PackagedApp app, String kind, String fields, String end) {
    String partner = name + "-" + kind;
    assertThat(app.start(order(partner, fields).toString()).status()).isEqualTo(202);
    ends.put(partner, end);
  }

  /** Lets a person approve one review and cancel the saga of the other, at this instance. */
  void decide(PackagedApp app) {
    for (String kind : new String[] {"approved", "cancelled"}) {
      await("a review of " + name)
          .atMost(LONG)
          .ignoreExceptions()
          .until(() -> app.get(saga(kind)).json().path("waiting").asBoolean());
    }
    Reply approved =
        app.post(
            saga("approved") + "/steps/document_verification/approve",
            "{\"reviewer\": \"Ana\", \"reason\": \"In order.\"}");
    Reply cancelled = app.post(saga("cancelled") + "/compensate", "{\"reason\": \"Not wanted.\"}");
    assertThat(approved.status()).as(approved.text()).isBetween(200, 202);
    assertThat(cancelled.status()).as(cancelled.text()).isBetween(200, 202);
  }

  private String saga(String kind) {
    return "/sagas/" + name + "-" + kind;
  }

  /** Waits until all but the one that breaks have ended as they must. */
  void awaitEnds(PackagedApp app) {
    ends.forEach(
        (partner, end) ->
            assertThat(app.awaitFinal(partner, LONG).path("status").asText())
                .as(partner)
                .isEqualTo(end));
  }

  /** The one that broke completes, once it is mended. */
  void awaitRetried(PackagedApp app) {
    assertThat(app.awaitFinal(name + "-retried", LONG).path("status").asText())
        .isEqualTo("COMPLETED");
  }

  /** One start, sent to both of them with one key, is one saga. */
  static void assertOneStart(String partner, SagaClient one, SagaClient other) {
    String body = order(partner).toString();
    Reply first = one.start(body, "Idempotency-Key", "key-" + partner);
    Reply again = other.start(body, "Idempotency-Key", "key-" + partner);
    assertThat(first.status()).isEqualTo(202);
    assertThat(again.json().path("saga_id")).isEqualTo(first.json().path("saga_id"));
  }
}
