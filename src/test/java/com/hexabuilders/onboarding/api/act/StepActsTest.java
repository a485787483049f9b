package com.hexabuilders.onboarding.api.act;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static com.hexabuilders.onboarding.proof.application.OperatorClient.WHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators do about steps over HTTP, on the whole application. */
@WholeApplication
class StepActsTest {

  @Autowired ChaosParticipants chaos;
  @Autowired MeterRegistry meters;
  @Autowired OperatorClient http;

  @AfterEach
  void calm() {
    chaos.calm();
  }

  @Test
  void a_review_is_approved_once_and_the_saga_completes() {
    http.startReviewed("reviewed");
    Reply unsigned = http.act("reviewed", "document_verification", "approve", WHY);
    assertThat(unsigned.status()).isEqualTo(400);
    assertThat(unsigned.json().at("/errors/0/field").asText()).isEqualTo("reviewer");
    String signed = "{\"reviewer\": \"ana\"}";
    assertThat(http.act("reviewed", "contract_creation", "approve", signed).status())
        .isEqualTo(409);
    Reply approved = http.act("reviewed", "document_verification", "approve", signed);
    assertThat(approved.status()).isEqualTo(200);
    assertThat(approved.json().at("/step_status").asText()).isEqualTo("DONE");
    assertThat(http.act("reviewed", "document_verification", "approve", signed).status())
        .isEqualTo(409);

    assertThat(http.awaitFinal("reviewed", SOON).at("/status").asText()).isEqualTo("COMPLETED");
    assertThat(http.get("/partners/reviewed").json().at("/documents/documents/0/status").asText())
        .isEqualTo("VERIFIED");
    JsonNode newest = http.get("/audit?limit=2").json();
    assertThat(newest.at("/items/0/outcome").asText()).isEqualTo("refused");
    assertThat(newest.at("/items/1/after").asText()).isEqualTo("DONE, reviewer ana");
    assertThat(newest.at("/items/1/actor").asText()).isEqualTo("local");
  }

  @Test
  void a_rejected_review_undoes_the_saga() {
    http.startReviewed("rejected");
    String signed = "{\"reviewer\": \"ana\", \"reason\": \"Blurred.\"}";
    assertThat(http.act("rejected", "document_verification", "reject", signed).status())
        .isEqualTo(200);

    JsonNode ended = http.awaitFinal("rejected", SOON);
    assertThat(ended.at("/status").asText()).isEqualTo("COMPENSATED");
    assertThat(ended.at("/failure/reason").asText()).isEqualTo("Blurred.");
  }

  @Test
  void a_failed_undo_is_skipped_with_a_reason() {
    chaos.beforeUndo("contract_creation", "unfortunate", StepActsTest::breakDown);
    http.start("unfortunate", "");
    http.awaitFinal("unfortunate", SOON);
    http.post("/sagas/unfortunate/compensate", WHY);
    await()
        .atMost(SOON)
        .until(() -> !http.status("unfortunate").at("/compensation/error").isNull());

    assertThat(http.act("unfortunate", "contract_creation", "skip", "").status()).isEqualTo(400);
    assertThat(http.act("unfortunate", "contract_creation", "skip", "[]").status()).isEqualTo(400);
    assertThat(http.act("unfortunate", "no_step", "skip", WHY).status()).isEqualTo(404);
    assertThat(http.act("nobody", "contract_creation", "skip", WHY).status()).isEqualTo(404);
    Reply skipped = http.act("unfortunate", "contract_creation", "skip", WHY);
    assertThat(skipped.json().at("/step_status").asText()).isEqualTo("SKIPPED");
    JsonNode ended = http.awaitFinal("unfortunate", SOON);
    assertThat(ended.at("/status").asText()).isEqualTo("COMPENSATED");
    assertThat(ended.at("/compensation/error").isNull()).isTrue();
    assertThat(ended.at("/steps/1/status").asText()).isEqualTo("SKIPPED");
    assertThat(meters.get("saga.operator.acts").tags("act", "skip", "outcome", "done").counter())
        .satisfies(counter -> assertThat(counter.count()).isPositive());
  }

  private static void breakDown() {
    throw new IllegalStateException("broken");
  }
}
