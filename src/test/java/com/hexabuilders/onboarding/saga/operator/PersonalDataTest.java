package com.hexabuilders.onboarding.saga.operator;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static com.hexabuilders.onboarding.proof.application.OperatorClient.WHY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.Canary;
import com.hexabuilders.onboarding.CanaryShapes;
import com.hexabuilders.onboarding.DatabaseDump;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.OperatorDesk;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Reply;
import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Erasing what partners said of themselves, over HTTP, on the whole application. */
@WholeApplication
class PersonalDataTest {

  @Autowired ChaosParticipants chaos;
  @Autowired ConnectionFactory connections;
  @Autowired DataSource database;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;
  private OperatorClient http;
  private OperatorDesk desk;

  @BeforeEach
  void client() {
    http = new OperatorClient(port);
    desk = new OperatorDesk(new HttpCaller(port), chaos, connections, jdbc);
  }

  private String revealed(String letter) {
    return http.get("/sagas/dead-letters/" + letter + "?reveal=Ticket+4711")
        .json()
        .at("/body_text")
        .asText();
  }

  @Test
  void nothing_an_erased_partner_said_of_itself_is_left_in_any_table() throws Exception {
    Canary canary = new Canary("canary-bird");
    desk.drop(canary.start());
    JsonNode before = http.awaitFinal("canary-bird", SOON);
    List<String> letters =
        List.of(
            desk.dropped(canary.unreadable(), "MALFORMED"),
            desk.dropped(canary.torn(), "MALFORMED"),
            desk.dropped(canary.nameless(), "MALFORMED"));
    assertThat(new DatabaseDump(database).text()).contains(Canary.VALUES);
    for (String letter : letters) {
      String shown = http.get("/sagas/dead-letters/" + letter).text().toLowerCase(Locale.ROOT);
      assertThat(shown).doesNotContain(Canary.VALUES);
      assertThat(revealed(letter)).contains("canary-bird");
    }

    List<String> shapes = new ArrayList<>();
    for (String body : CanaryShapes.all().values()) {
      shapes.add(
          desk.dropped(
              body, body.matches("(?s).*specversion.*[}]") ? "UNKNOWN_TYPE" : "MALFORMED"));
    }

    Reply erased = http.delete("/partners/canary-bird/personal-data", WHY);
    assertThat(erased.status()).isEqualTo(200);
    assertThat(erased.json().at("/unjudged_letters").isInt()).isTrue();
    for (String letter : shapes) {
      assertThat(http.get("/sagas/dead-letters/" + letter).json().at("/body").isNull()).isTrue();
      assertThat(revealed(letter)).isEqualTo("null");
      assertThat(erased.text()).doesNotContain(letter);
    }
    assertThat(new DatabaseDump(database).text()).doesNotContain(Canary.VALUES);
    Reply again = http.delete("/partners/canary-bird/personal-data", WHY);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text()).isEqualTo(erased.text());

    JsonNode partner = http.get("/partners/canary-bird").json();
    assertThat(partner.at("/personal_data").asText()).isEqualTo("ERASED");
    assertThat(partner.at("/erased_at").asText()).isNotEmpty();
    assertThat(partner.at("/email").isNull()).isTrue();
    assertThat(partner.at("/state").asText()).isEqualTo("ACTIVO");
    assertThat(http.status("canary-bird")).isEqualTo(before);
    JsonNode letter = http.get("/sagas/dead-letters/" + letters.get(1)).json();
    assertThat(letter.at("/body").isNull()).isTrue();
    assertThat(letter.at("/state").asText()).isEqualTo("OPEN");
    JsonNode audit = http.get("/audit?limit=1").json().at("/items/0");
    assertThat(audit.at("/act").asText()).isEqualTo("erase");
    assertThat(audit.at("/target").asText()).isEqualTo("partner/canary-bird");
    assertThat(audit.at("/outcome").asText()).isEqualTo("done");
  }

  @Test
  void a_partner_is_not_erased_while_its_saga_runs_and_an_erased_one_can_be_undone() {
    http.startReviewed("heron");
    Reply running = http.delete("/partners/heron/personal-data", WHY);
    assertThat(running.status()).isEqualTo(409);
    assertThat(running.json().at("/detail").asText()).contains("CONTRACT_CREATED", "compensate");
    assertThat(http.delete("/partners/heron/personal-data", "{}").status()).isEqualTo(400);
    assertThat(http.delete("/partners/nobody/personal-data", WHY).status()).isEqualTo(404);
    http.act("heron", "document_verification", "approve", "{\"reviewer\": \"Ana\"}");
    http.awaitFinal("heron", SOON);

    assertThat(http.delete("/partners/heron/personal-data", WHY).status()).isEqualTo(200);
    http.post("/sagas/heron/compensate", WHY);
    http.awaitStatus("heron", "COMPENSATED");
    assertThat(http.get("/partners/heron").json().at("/state").asText()).isEqualTo("ELIMINADO");
    Reply restart = http.post("/sagas/heron/restart", "");
    assertThat(restart.status()).isEqualTo(409);
    assertThat(restart.json().at("/detail").asText()).contains("erased");

    http.start("heron", "");
    assertThat(http.awaitFinal("heron", SOON).at("/status").asText()).isEqualTo("COMPLETED");
    JsonNode partner = http.get("/partners/heron").json();
    assertThat(partner.has("erased_at")).isFalse();
    assertThat(partner.at("/email").asText()).isEqualTo("h***@***.com");
  }
}
