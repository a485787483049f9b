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
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators do about participants and partners over HTTP, on the whole application. */
@WholeApplication
class ParticipantActsTest {

  @Autowired ChaosParticipants chaos;
  @Autowired DatabaseClock clock;
  @Autowired OperatorClient http;

  @AfterEach
  void enable() {
    http.post("/participants/campaigns/enable", "");
    http.post("/participants/contracts/enable", "");
  }

  @Test
  void a_disabled_participant_does_nothing_at_once_and_goes_on_at_once_when_enabled() {
    disableCampaigns();
    List<String> partners = List.of("stopped-1", "stopped-2", "stopped-3");
    partners.forEach(partner -> http.start(partner, ""));
    partners.forEach(partner -> http.awaitStatus(partner, "DOCUMENTS_VERIFIED"));
    await()
        .during(Duration.ofMillis(1500))
        .atMost(SOON)
        .until(() -> partners.stream().allMatch(p -> chaos.calls("campaigns_enabled", p) == 0));
    JsonNode campaigns = http.get("/participants").json().at("/items/3");
    assertThat(campaigns.at("/name").asText()).isEqualTo("campaigns");
    assertThat(campaigns.at("/enabled").asBoolean()).isFalse();
    assertThat(campaigns.at("/steps/0").asText()).isEqualTo("campaigns_enabled");
    assertThat(campaigns.at("/by").asText()).isEqualTo("local");

    assertThat(http.post("/participants/campaigns/enable", "").status()).isEqualTo(200);
    for (String partner : partners) {
      assertThat(http.awaitFinal(partner, Duration.ofSeconds(3)).at("/status").asText())
          .isEqualTo("COMPLETED");
    }
  }

  @Test
  void the_deadline_of_a_disabled_participant_goes_on() {
    disableCampaigns();
    http.start("impatient", "");
    http.awaitStatus("impatient", "DOCUMENTS_VERIFIED");
    clock.advance(Duration.ofSeconds(6));
    await()
        .atMost(SOON)
        .until(() -> http.get("/sagas/impatient").json().at("/resends").asInt() > 0);
    clock.advance(Duration.ofSeconds(25));

    JsonNode ended = http.awaitFinal("impatient", SOON);
    assertThat(ended.at("/status").asText()).isEqualTo("COMPENSATED");
    assertThat(ended.at("/failure/kind").asText()).isEqualTo("TIMEOUT");
    assertThat(ended.at("/failure/step").asText()).isEqualTo("campaigns_enabled");
    assertThat(chaos.calls("campaigns_enabled", "impatient")).isZero();
  }

  @Test
  void participants_are_named_to_who_asks_for_another() {
    Reply unknown = http.post("/participants/nobody/disable", WHY);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().at("/detail").asText())
        .contains("partners, contracts, documents, campaigns, recruitment");
    assertThat(http.post("/participants/campaigns/disable", "{}").status()).isEqualTo(400);
  }

  @Test
  void a_partner_is_suspended_and_reinstated() {
    http.start("pausing", "");
    http.awaitFinal("pausing", SOON);
    assertThat(http.post("/partners/pausing/suspend", "").status()).isEqualTo(400);
    Reply suspended = http.post("/partners/pausing/suspend", WHY);
    assertThat(suspended.status()).isEqualTo(200);
    assertThat(suspended.json().at("/state").asText()).isEqualTo("SUSPENDIDO");
    assertThat(http.post("/partners/pausing/suspend", WHY).status()).isEqualTo(409);
    assertThat(http.post("/partners/pausing/reinstate", WHY).json().at("/state").asText())
        .isEqualTo("ACTIVO");
    assertThat(http.post("/partners/pausing/reinstate", WHY).status()).isEqualTo(409);
    assertThat(http.post("/partners/nobody/suspend", WHY).status()).isEqualTo(404);

    JsonNode page = http.get("/audit?limit=1").json();
    assertThat(page.at("/items/0/act").asText()).isEqualTo("reinstate");
    assertThat(page.at("/items/0/target").asText()).isEqualTo("partner/pausing");
    JsonNode next = http.get("/audit?limit=1&cursor=" + page.at("/next_cursor").asText()).json();
    assertThat(next.at("/items/0/seq").asLong()).isEqualTo(page.at("/items/0/seq").asLong() - 1);
    assertThat(http.get("/audit?limit=0").status()).isEqualTo(400);
    assertThat(http.get("/audit/verify").text())
        .isEqualTo("{\"valid\":true,\"first_broken\":null}");
  }

  @Test
  void a_partner_that_is_suspended_after_its_registration_signs_no_contract() {
    http.post("/participants/contracts/disable", WHY);
    http.start("caught", "");
    http.awaitStatus("caught", "PARTNER_REGISTERED");
    assertThat(http.post("/partners/caught/suspend", WHY).status()).isEqualTo(200);
    http.post("/participants/contracts/enable", "");

    JsonNode ended = http.awaitFinal("caught", SOON);
    assertThat(ended.at("/status").asText()).isEqualTo("COMPENSATED");
    assertThat(ended.at("/failure/kind").asText()).isEqualTo("REFUSED");
    assertThat(ended.at("/failure/step").asText()).isEqualTo("contract_creation");
    assertThat(ended.at("/failure/reason").asText()).contains("not live");
    JsonNode partner = http.get("/partners/caught").json();
    assertThat(partner.at("/state").asText()).isEqualTo("SUSPENDIDO");
    assertThat(partner.at("/contract").isMissingNode() || partner.at("/contract").isNull())
        .isTrue();
  }

  private void disableCampaigns() {
    assertThat(http.post("/participants/campaigns/disable", WHY).status()).isEqualTo(200);
  }
}
