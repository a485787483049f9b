package com.hexabuilders.onboarding.proof.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.time.Duration;

/** Starts onboardings and acts on them as an operator, over HTTP. */
public final class OperatorClient {

  /** Within this everything happens. */
  public static final Duration SOON = Duration.ofSeconds(20);

  /** A body with a reason and nothing else. */
  public static final String WHY = "{\"reason\": \"Because.\"}";

  private final SagaClient http;

  public OperatorClient(int port) {
    http = new SagaClient(port);
  }

  /** GET with further headers, names and values in turn. */
  public Reply get(String path, String... headers) {
    return http.get(path, headers);
  }

  public Reply post(String path, String body) {
    return http.post(path, body);
  }

  public Reply delete(String path, String body) {
    return http.delete(path, body);
  }

  public Reply act(String partner, String step, String verb, String body) {
    return post("/sagas/%s/steps/%s/%s".formatted(partner, step, verb), body);
  }

  /**
   * Starts an onboarding.
   *
   * @param more further fields of partner_data, each after a comma
   */
  public void start(String partner, String more) {
    String body =
        """
        {"partner_data": {"partner_id": "%s", "nombre": "Sample Partner", "telefono": "+1234567890",
          "email": "%s@example.com", "tipo_partner": "EMPRESA", "preferred_contract_type": "BASIC"
          %s}}
        """;
    assertThat(http.start(body.formatted(partner, partner, more)).status()).isEqualTo(202);
  }

  /** Starts an onboarding whose document a person has to review, and waits for that. */
  public void startReviewed(String partner) {
    start(
        partner,
        """
        , "documents": [{"type": "IDENTITY", "format": "pdf", "size_bytes": 51200,
          "expires_on": "2099-01-01", "review": "manual"}]
        """);
    await()
        .atMost(SOON)
        .until(() -> "WAITING".equals(status(partner).at("/steps/2/status").asText()));
    assertThat(get("/sagas/" + partner).json().at("/steps/2/waiting_for").asText())
        .isEqualTo("REVIEW");
  }

  public JsonNode status(String partner) {
    return http.status(partner).json();
  }

  public void awaitStatus(String partner, String status) {
    await().atMost(SOON).until(() -> status.equals(status(partner).at("/status").asText()));
  }

  public JsonNode awaitFinal(String partner, Duration within) {
    return http.awaitFinal(partner, within);
  }
}
