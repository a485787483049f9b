package com.hexabuilders.onboarding.api.stats;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static com.hexabuilders.onboarding.proof.application.OperatorClient.WHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The numbers over all sagas, by HTTP, on the whole application. */
@WholeApplication
class StatsApiTest {

  private static final String CAMPAIGNS = "/steps/3";
  private static final String EXPIRED =
      """
      , "documents": [{"type": "IDENTITY", "format": "pdf", "size_bytes": 51200,
        "expires_on": "2020-01-01"}]
      """;

  @Autowired OperatorClient http;

  @AfterEach
  void enable() {
    http.post("/participants/campaigns/enable", "");
  }

  @Test
  void sagas_count_where_they_stand() {
    JsonNode before = stats();
    http.start("counted", "");
    http.start("counted-refused", EXPIRED);
    http.awaitFinal("counted", SOON);
    String end = http.awaitFinal("counted-refused", SOON).at("/status").asText();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode now = stats();
              assertThat(grown(before, now, "/statuses/COMPLETED")).isOne();
              assertThat(grown(before, now, "/statuses/" + end)).isOne();
              assertThat(grown(before, now, "/total")).isEqualTo(2);
              assertThat(grown(before, now, "/finished")).isEqualTo(2);
              assertThat(sum(now, "started") - sum(before, "started")).isEqualTo(2);
              assertThat(sum(now, "completed") - sum(before, "completed")).isOne();
            });
    JsonNode now = stats();
    double finished = now.at("/finished").asDouble();
    assertThat(now.at("/success_rate").asDouble())
        .isEqualTo(now.at("/statuses/COMPLETED").asDouble() / finished);
    assertThat(now.at("/compensation_rate").asDouble())
        .isEqualTo(now.at("/statuses/COMPENSATED").asDouble() / finished);
  }

  @Test
  void a_backlog_is_counted_by_the_broker_and_by_the_journal() {
    http.post("/participants/campaigns/disable", WHY);
    http.start("counted-queued", "");
    http.awaitStatus("counted-queued", "DOCUMENTS_VERIFIED");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode step = stats().at(CAMPAIGNS);
              assertThat(step.at("/step_name").asText()).isEqualTo("campaigns_enabled");
              assertThat(step.at("/backlog/queue").asText()).endsWith(".campaigns_enabled");
              assertThat(step.at("/backlog/messages").asLong()).isPositive();
              assertThat(step.at("/backlog/sagas").asLong()).isPositive();
            });
    http.post("/participants/campaigns/enable", "");
    http.awaitFinal("counted-queued", SOON);
    await().atMost(SOON).until(() -> stats().at(CAMPAIGNS + "/backlog/messages").asLong() == 0);
  }

  @Test
  void a_person_who_is_waited_for_is_no_backlog() {
    long before = stats().at("/steps/2/waiting").asLong();
    http.startReviewed("counted-review");
    await().atMost(SOON).until(() -> stats().at("/steps/2/waiting").asLong() == before + 1);
    http.act(
        "counted-review",
        "document_verification",
        "approve",
        "{\"reviewer\": \"r\", \"reason\": \"Good.\"}");
    http.awaitFinal("counted-review", SOON);
    await().atMost(SOON).until(() -> stats().at("/steps/2/waiting").asLong() == before);
  }

  @Test
  void steps_say_how_long_they_took() {
    http.start("counted-timed", "");
    http.awaitFinal("counted-timed", SOON);
    await().atMost(SOON).until(() -> stats().at("/steps/4/duration_ms/sagas").asLong() > 0);
    JsonNode taken = stats().at("/steps/0/duration_ms");
    assertThat(taken.at("/p95").asLong())
        .isBetween(taken.at("/p50").asLong(), taken.at("/p99").asLong());
  }

  @Test
  void a_saga_type_shows_its_steps_and_the_order_of_undo() {
    JsonNode definition = http.get("/sagas/definitions/partner_onboarding").json();
    assertThat(definition.at("/steps").findValuesAsText("step_name"))
        .containsExactly(
            "partner_registration",
            "contract_creation",
            "document_verification",
            "campaigns_enabled",
            "recruitment_setup");
    assertThat(definition.at("/compensation_order/0").asText()).isEqualTo("recruitment_setup");
    assertThat(definition.at("/steps/4/on_exhausted").asText()).isEqualTo("suspend");
    Reply unknown = http.get("/sagas/definitions/astrology");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().at("/detail").asText()).contains("partner_onboarding");
  }

  private JsonNode stats() {
    Reply reply = http.get("/sagas/stats");
    assertThat(reply.status()).isEqualTo(200);
    return reply.json();
  }

  private static long grown(JsonNode before, JsonNode now, String field) {
    return now.at(field).asLong() - before.at(field).asLong();
  }

  private static long sum(JsonNode stats, String what) {
    long sum = 0;
    for (JsonNode hour : stats.at("/throughput/by_hour")) {
      sum += hour.at("/" + what).asLong();
    }
    return sum;
  }
}
