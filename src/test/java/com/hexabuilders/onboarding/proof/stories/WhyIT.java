package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.harness.EventStream;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What operators are told with a broker and a database of their own and two instances: what is
 * away, what is slow, how many messages wait, and what the other instance did.
 */
class WhyIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String WHY = "{\"reason\": \"Because.\"}";

  @Test
  void operators_are_told_what_is_away_and_what_is_slow() throws Exception {
    try (RealPostgres postgres = RealPostgres.start();
        StandaloneBroker broker = StandaloneBroker.start();
        PackagedApp app = PackagedApp.launch(arguments(postgres, broker))) {
      app.awaitReady();
      OperatorClient http = new OperatorClient(app.port());
      tellsOfTheBroker(http, broker);
      tellsOfTheDatabase(http, postgres);
      tellsOfASlowStep(http, postgres);
      try (PackagedApp other = PackagedApp.launch(arguments(postgres, broker))) {
        other.awaitReady();
        streamsWhatTheOtherDid(http, other);
      }
    }
  }

  private static void tellsOfTheBroker(OperatorClient http, StandaloneBroker broker) {
    http.post("/participants/campaigns/disable", WHY);
    http.start("queued", "");
    http.awaitStatus("queued", "DOCUMENTS_VERIFIED");
    await("the broker counts the message that waits")
        .atMost(SOON)
        .until(() -> campaigns(http).at("/backlog/messages").asLong() == 1);
    assertThat(campaigns(http).at("/backlog/readers").asLong()).isOne();
    http.post("/participants/campaigns/enable", "");
    http.awaitFinal("queued", SOON);
    broker.kill9();
    http.start("brokerless", "");
    awaitCause(http, "brokerless", "BROKER");
    broker.restart();
    http.awaitFinal("brokerless", SOON);
    awaitCause(http, "brokerless", "COMPLETED");
  }

  private static void tellsOfTheDatabase(OperatorClient http, RealPostgres postgres)
      throws SQLException {
    http.post("/participants/campaigns/disable", WHY);
    http.start("read-only", "");
    http.awaitStatus("read-only", "DOCUMENTS_VERIFIED");
    awaitCause(http, "read-only", "DISABLED");
    postgres.refuseWrites(true);
    awaitCause(http, "read-only", "DATABASE");
    postgres.refuseWrites(false);
    awaitCause(http, "read-only", "DISABLED");
    http.post("/participants/campaigns/enable", "");
    http.awaitFinal("read-only", SOON);
  }

  private static void tellsOfASlowStep(OperatorClient http, RealPostgres postgres)
      throws SQLException {
    postgres.withLockOn(
        "contract",
        () -> {
          http.start("slow", "");
          awaitCause(http, "slow", "SLOW");
          assertThat(why(http, "slow").at("/message/state").asText()).isEqualTo("in_hand");
        });
    assertThat(http.awaitFinal("slow", SOON).at("/status").asText()).isEqualTo("COMPLETED");
  }

  private static void streamsWhatTheOtherDid(OperatorClient http, PackagedApp other) {
    try (EventStream stream = EventStream.open(other.port(), null)) {
      http.start("heard-elsewhere", "");
      http.awaitFinal("heard-elsewhere", SOON);
      await("the other instance hears of it")
          .atMost(Duration.ofSeconds(2))
          .until(() -> stream.statuses("heard-elsewhere").contains("COMPLETED"));
    }
  }

  private static void awaitCause(OperatorClient http, String partner, String cause) {
    await(partner + " waits because of " + cause)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(why(http, partner).at("/cause").asText()).isEqualTo(cause));
  }

  private static JsonNode why(OperatorClient http, String partner) {
    return http.get("/sagas/" + partner + "/why").json();
  }

  private static JsonNode campaigns(OperatorClient http) {
    return http.get("/sagas/stats").json().at("/steps/3");
  }

  private static String[] arguments(RealPostgres postgres, StandaloneBroker broker) {
    List<String> arguments = new ArrayList<>(postgres.appArguments());
    arguments.addAll(broker.appArguments());
    return arguments.toArray(String[]::new);
  }
}
