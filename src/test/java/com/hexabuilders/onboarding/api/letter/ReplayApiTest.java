package com.hexabuilders.onboarding.api.letter;

import static com.hexabuilders.onboarding.proof.application.OperatorDesk.LAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.OperatorDesk;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import jakarta.jms.ConnectionFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** An operator lets sagas go on, one by one and many at once, and starts ended ones again. */
@WholeApplication
class ReplayApiTest {

  private static final String LETTERS = "/sagas/dead-letters";

  @Autowired ChaosParticipants chaos;
  @Autowired ConnectionFactory connections;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;
  private HttpCaller http;
  private OperatorDesk desk;

  @BeforeEach
  void open() {
    http = new HttpCaller(port);
    desk = new OperatorDesk(http, chaos, connections, jdbc);
  }

  @AfterEach
  void calm() {
    chaos.calm();
  }

  @Test
  void a_suspended_step_goes_on() {
    String id = desk.suspended("letter-step");
    chaos.calm();
    String data = "{\"data\":{\"contract_type\":\"PREMIUM\"}}";
    assertThat(http.post(LETTERS + "/" + id + "/retry", data).status()).isEqualTo(202);
    desk.awaitStatus("letter-step", "COMPLETED");
    assertThat(chaos.calls(LAST, "letter-step")).isEqualTo(4);
    Answer again = http.post(LETTERS + "/" + id + "/retry", "");
    assertThat(again.status()).isEqualTo(409);
  }

  @Test
  void a_failed_undo_goes_on() {
    desk.start("letter-undo");
    desk.awaitStatus("letter-undo", "COMPLETED");
    AtomicBoolean broken = new AtomicBoolean(true);
    chaos.beforeUndo(LAST, "letter-undo", () -> OperatorDesk.breakIf(broken.get()));
    http.post("/sagas/letter-undo/compensate", "");
    String id = desk.letterOf("letter-undo");
    broken.set(false);
    assertThat(http.post(LETTERS + "/" + id + "/retry", "").status()).isEqualTo(202);
    JsonNode status = desk.awaitStatus("letter-undo", "COMPENSATED");
    assertThat(status.at("/compensation/error").isNull()).isTrue();
  }

  @Test
  void a_batch_says_what_became_of_each_letter_and_a_discarded_one_is_left_alone()
      throws Exception {
    desk.suspended("letter-busy");
    String conflict = desk.dropped(OperatorDesk.order("letter-busy", "PREMIUM"), "CONFLICT");
    JsonNode listed = http.get(LETTERS + "?kind=CONFLICT&limit=1").body();
    assertThat(listed.at("/items/0/partner_id").asText()).isEqualTo("letter-busy");
    String hopeless =
        desk.dropped(
            OperatorDesk.order("letter-bad", "BASIC").replace("nombre", "name"), "MALFORMED");
    String discarded = desk.dropped("no json at all", "MALFORMED");
    assertThat(http.post(LETTERS + "/" + discarded + "/discard", "{}").status()).isEqualTo(400);
    String reason = "{\"reason\": \"Sent by mistake.\"}";
    assertThat(http.post(LETTERS + "/" + discarded + "/discard", reason).status()).isEqualTo(200);
    assertThat(http.post(LETTERS + "/" + discarded + "/retry", "").status()).isEqualTo(409);
    chaos.calm();
    http.post("/sagas/letter-busy/compensate", "");
    desk.awaitStatus("letter-busy", "COMPENSATED");

    Answer begun =
        http.post(
            LETTERS + "/retry",
            "{\"ids\":[\"%s\",\"%s\",\"%s\"],\"rate_per_second\":50}"
                .formatted(conflict, hopeless, discarded));
    assertThat(begun.status()).isEqualTo(202);
    JsonNode done =
        await()
            .until(
                () -> http.get(begun.header("Location")).body(),
                batch -> batch.at("/state").asText().equals("DONE"));
    assertThat(done.at("/total").asInt()).isEqualTo(3);
    assertThat(done.at("/ok").asInt()).isEqualTo(1);
    assertThat(done.at("/failed").asInt()).isEqualTo(1);
    assertThat(done.at("/skipped").asInt()).isEqualTo(1);
    assertThat(done.at("/items").findValuesAsText("id")).containsExactly(hopeless, discarded);
    desk.awaitStatus("letter-busy", "COMPLETED");
  }

  @Test
  void a_filter_with_a_name_that_nobody_knows_replays_nothing() throws Exception {
    String letter = desk.dropped("no json either", "MALFORMED");
    Answer refused = http.post(LETTERS + "/retry", "{\"filter\": {\"knd\": \"CONFLICT\"}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().toString()).contains("kind, queue, cause, state");
    assertThat(http.get(LETTERS + "/" + letter).body().get("state").asText()).isEqualTo("OPEN");
  }

  @Test
  void an_ended_saga_is_restarted_with_other_data_and_linked() {
    http.post(HttpCaller.STARTS, OperatorDesk.order("letter-again", "GALACTIC"));
    JsonNode old = desk.awaitStatus("letter-again", "COMPENSATED");
    String path = "/sagas/" + old.at("/saga_id").asText() + "/restart";
    assertThat(http.post(path, "{\"partner_data\":{\"tipo_partner\":7}}").status()).isEqualTo(400);
    Answer again = http.post(path, "{\"partner_data\":{\"preferred_contract_type\":\"BASIC\"}}");
    assertThat(again.status()).isEqualTo(202);
    desk.awaitStatus("letter-again", "COMPLETED");
    assertThat(http.get("/sagas/letter-again").body().at("/restarted_from"))
        .isEqualTo(old.at("/saga_id"));
    assertThat(http.post("/sagas/letter-again/restart", "").status()).isEqualTo(409);
  }
}
