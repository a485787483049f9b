package com.hexabuilders.onboarding.api.act;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static com.hexabuilders.onboarding.proof.application.OperatorClient.WHY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Forecasts over HTTP, on the whole application. */
@WholeApplication
class WhatIfApiTest {

  private static final String COMPENSATE = "{\"action\": \"compensate\"}";

  @Autowired OperatorClient http;

  @Test
  void a_forecast_tells_what_the_act_then_does_with_the_real_participants() {
    http.startReviewed("whatif");
    JsonNode before = http.get("/sagas/whatif").json();
    JsonNode forecast = http.post("/sagas/whatif/what-if", COMPENSATE).json();
    assertThat(http.get("/sagas/whatif").json()).isEqualTo(before);
    assertThat(forecast.at("/possible").asBoolean()).isTrue();
    assertThat(forecast.at("/sentence").asText())
        .isEqualTo(
            "3 steps will be undone, in this order: document_verification, contract_creation,"
                + " partner_registration. The saga ends as COMPENSATED.");
    assertThat(forecast.at("/assumption").asText()).startsWith("Every participant does its part");
    assertThat(forecast.at("/action").asText()).isEqualTo("compensate");
    assertThat(forecast.at("/step").isNull()).isTrue();

    http.post("/sagas/whatif/compensate", WHY);
    JsonNode ended = http.awaitFinal("whatif", SOON);
    assertThat(ended.at("/status")).isEqualTo(forecast.at("/final_status"));
    JsonNode events = http.get("/sagas/whatif/events").json().get("items");
    assertThat(happened(events, forecast.at("/as_of_seq").asInt())).isEqualTo(foretold(forecast));
  }

  @Test
  void a_skip_or_retry_is_forecast_of_the_step_that_waits_and_refused_as_the_act_is() {
    http.startReviewed("whatif-review");
    Reply retried = http.post("/sagas/whatif-review/what-if", "{\"action\": \"retry\"}");
    Reply refused = http.act("whatif-review", "document_verification", "retry", WHY);
    assertThat(retried.status()).isEqualTo(200);
    assertThat(retried.json().at("/possible").asBoolean()).isFalse();
    assertThat(retried.json().at("/step").asText()).isEqualTo("document_verification");
    assertThat(retried.json().at("/sentence")).isEqualTo(refused.json().at("/detail"));
    assertThat(retried.json().at("/final_status").isNull()).isTrue();
    assertThat(retried.json().at("/effects")).isEmpty();
    http.post("/sagas/whatif-review/compensate", WHY);
    http.awaitFinal("whatif-review", SOON);

    assertThat(http.post("/sagas/whatif-review/what-if", COMPENSATE).json().at("/sentence"))
        .isEqualTo(http.post("/sagas/whatif-review/compensate", WHY).json().at("/detail"));
    Reply noStep = http.post("/sagas/whatif-review/what-if", "{\"action\": \"skip\"}");
    assertThat(noStep.status()).isEqualTo(409);
    assertThat(noStep.json().at("/detail").asText()).contains("name the step", "contract_creation");
  }

  @Test
  void what_is_asked_wrongly_is_named() {
    http.startReviewed("whatif-wrong");
    assertThat(fault("{\"action\": \"explode\"}")).isEqualTo("action");
    assertThat(fault("{}")).isEqualTo("action");
    assertThat(fault("[]")).isEqualTo("body");
    assertThat(fault("{\"action\": \"skip\", \"step\": 7}")).isEqualTo("step");
    assertThat(fault("{\"action\": \"compensate\", \"step\": \"contract_creation\"}"))
        .isEqualTo("step");
    String other = "{\"action\": \"skip\", \"step\": \"no_step\"}";
    Reply unknown = http.post("/sagas/whatif-wrong/what-if", other);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().at("/detail").asText())
        .contains("The saga has no step", "contract_creation");
    assertThat(http.post("/sagas/nobody/what-if", COMPENSATE).status()).isEqualTo(404);
  }

  private String fault(String body) {
    Reply reply = http.post("/sagas/whatif-wrong/what-if", body);
    assertThat(reply.status()).isEqualTo(400);
    return reply.json().at("/errors/0/field").asText();
  }

  private static List<String> foretold(JsonNode forecast) {
    List<String> foretold = new ArrayList<>();
    for (JsonNode effect : forecast.get("effects")) {
      if (effect.hasNonNull("event")) {
        String undone = effect.at("/what").asText().equals("undo") ? effect.at("/effect") + "" : "";
        foretold.add(
            String.join(
                " ",
                effect.at("/seq") + "",
                effect.at("/event").asText(),
                effect.at("/step").asText(),
                undone));
      }
    }
    return foretold;
  }

  private static List<String> happened(JsonNode events, int asOf) {
    List<String> happened = new ArrayList<>();
    for (JsonNode event : events) {
      String type = event.at("/type").asText();
      boolean isEffect = type.equals("StepFenced") || type.equals("CompensationCompleted");
      if (isEffect && event.at("/seq").asInt() > asOf) {
        String undone = type.equals("StepFenced") ? "" : event.at("/data/undone") + "";
        happened.add(
            String.join(" ", event.at("/seq") + "", type, event.at("/step").asText(), undone));
      }
    }
    return happened;
  }
}
