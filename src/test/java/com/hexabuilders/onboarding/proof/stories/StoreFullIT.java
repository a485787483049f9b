package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Reply;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Starts fill their share of the broker's store while nobody may take them. */
class StoreFullIT {

  private static final String PADDING = "x".repeat(900 * 1024);
  private static final String WHY = "{\"reason\": \"Full.\"}";

  @Test
  void what_runs_goes_on_and_everything_the_broker_took_is_done_afterwards() throws Exception {
    try (PackagedApp app =
            PackagedApp.start(
                "--onboarding.broker.store-limit=64MB",
                "--onboarding.active.max=3",
                "--onboarding.steps.default.timeout=10m");
        Queues queues = Queues.of(app)) {
      app.post("/participants/contracts/disable", WHY);
      assertOnlySoManyRun(app);
      Set<String> taken = fill(queues);
      assertThat(taken).as("starts of 0.9 MB in 70 %% of 64 MB").hasSizeBetween(30, 60);
      assertThat(app.start(Orders.order("refused").toString()).status()).isEqualTo(503);
      await("health says that no further start fits")
          .atMost(Orders.SOON)
          .until(() -> storeHealth(app).equals("unhealthy"));
      assertThat(app.get("/sagas/health").status()).isEqualTo(200);

      app.post("/participants/contracts/enable", WHY);
      taken.forEach(
          partner ->
              assertThat(app.awaitFinal(partner, Duration.ofSeconds(60)).get("status").asText())
                  .isEqualTo("COMPLETED"));
      assertThat(app.start(Orders.order("afterwards").toString()).status()).isEqualTo(202);
      app.awaitFinal("afterwards", Orders.SOON);
      Map<String, String> all = new Overview(app.client()).statuses("");
      assertThat(all).hasSize(taken.size() + 3 + 1);
    }
  }

  private static String storeHealth(PackagedApp app) {
    return app.get("/sagas/health").json().at("/components/broker_store").asText();
  }

  /** At once, before anybody has time to count. */
  private static void assertOnlySoManyRun(PackagedApp app) {
    List<Reply> replies =
        IntStream.range(0, 5)
            .mapToObj(i -> app.start(Orders.order("run-" + i).toString()))
            .toList();
    assertThat(replies).extracting(Reply::status).containsExactly(202, 202, 202, 503, 503);
    assertThat(replies.get(4).header("Retry-After")).isEqualTo("2");
  }

  /** Drops starts one by one until the broker has no room; what it took is promised. */
  private static Set<String> fill(Queues queues) {
    Set<String> taken = new TreeSet<>();
    for (int i = 100; i < 300; i++) {
      try {
        queues.drop(padded("heavy-" + i));
      } catch (JMSException full) {
        return taken;
      }
      taken.add("heavy-" + i);
    }
    return taken;
  }

  private static String padded(String partnerId) {
    return Orders.order(partnerId).put("note", PADDING).toString();
  }
}
