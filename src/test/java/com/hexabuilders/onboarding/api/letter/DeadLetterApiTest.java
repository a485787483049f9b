package com.hexabuilders.onboarding.api.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.OperatorDesk;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** An operator deals with what was given up, over HTTP and with the real broker. */
@WholeApplication
class DeadLetterApiTest {

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
  void a_dropped_start_is_shown_masked_edited_and_started_once() throws Exception {
    String bad = OperatorDesk.order("letter-start", "BASIC").replace("tipo_partner", "tipo");
    String id = desk.dropped(bad, "MALFORMED");
    JsonNode detail = http.get(LETTERS + "/" + id).body();
    assertThat(detail.at("/state").asText()).isEqualTo("OPEN");
    assertThat(detail.at("/errors/0/field").asText()).isEqualTo("partner_data.tipo_partner");
    assertThat(detail.at("/partner_id").asText()).isEqualTo("letter-start");
    assertThat(detail.at("/body/partner_data/partner_id").asText()).isEqualTo("letter-start");
    assertThat(detail.at("/body/partner_data/nombre").asText()).isEqualTo("S***");
    assertThat(detail.toString()).doesNotContain("Sample", "example.com", "1234567890");

    Answer same = http.post(LETTERS + "/" + id + "/retry", "");
    assertThat(same.status()).isEqualTo(400);
    assertThat(same.body().at("/errors/0/field").asText()).isEqualTo("partner_data.tipo_partner");
    String edited = "{\"data\":" + OperatorDesk.order("letter-start", "BASIC") + "}";
    Answer retried = http.post(LETTERS + "/" + id + "/retry", edited);
    assertThat(retried.status()).isEqualTo(202);
    assertThat(retried.body().at("/state").asText()).isEqualTo("REPLAYED");
    assertThat(http.post(LETTERS + "/" + id + "/retry", edited).status()).isEqualTo(409);
    desk.awaitStatus("letter-start", "COMPLETED");
    assertThat(http.get(LETTERS + "/" + id).body().at("/replayed_by").asText()).isEqualTo("local");
  }

  @Test
  void what_is_no_json_is_shown_to_an_admin_who_says_why() throws Exception {
    String text = "order 7, ciudad=Lima";
    String letter = LETTERS + "/" + desk.dropped(text, "MALFORMED");
    JsonNode detail = http.get(letter).body();
    assertThat(detail.toString()).contains("not valid JSON").doesNotContain("Lima");
    JsonNode revealed = http.get(letter + "?reveal=Ticket%204711").body();
    assertThat(revealed.at("/body_text").asText()).isEqualTo(text);
    assertThat(detail.at("/body_size").asInt()).isEqualTo(text.length());
    assertThat(detail.at("/body_sha256").asText()).hasSize(64);
  }

  @Test
  void of_a_message_that_is_too_large_the_first_4_kb_are_shown() throws Exception {
    String large = OperatorDesk.order("letter-large", "B".repeat(1024 * 1024));
    String letter = LETTERS + "/" + desk.dropped(large, "TOO_LARGE");
    assertThat(http.get(letter + "?reveal=Ticket%204711").body().at("/body_text").asText())
        .hasSizeBetween(4_000, 4_096)
        .contains("letter-large");
    JsonNode detail = http.get(letter).body();
    assertThat(detail.at("/body_size").asInt()).isEqualTo(large.length());
    assertThat(detail.toString()).doesNotContain("Sample", "example.com", "1234567890");
  }

  @Test
  void letters_are_listed_page_by_page_and_grouped_by_cause() throws Exception {
    String first = desk.dropped("list one", "MALFORMED");
    String second = desk.dropped("list two", "MALFORMED");
    JsonNode page = http.get(LETTERS + "?kind=MALFORMED&state=OPEN&limit=1").body();
    assertThat(page.at("/items").findValuesAsText("id")).containsExactly(second);
    String next = page.at("/next_cursor").asText();
    page = http.get(LETTERS + "?kind=MALFORMED&state=OPEN&limit=1&cursor=" + next).body();
    assertThat(page.at("/items").findValuesAsText("id")).containsExactly(first);
    JsonNode groups = http.get(LETTERS + "?group=cause&kind=MALFORMED&state=OPEN").body();
    assertThat(groups.at("/items/0/count").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(groups.at("/items/0/example_id").asText()).isNotBlank();
    assertThat(http.get(LETTERS + "?kind=x&state=y&group=z").body().at("/errors")).hasSize(3);
    assertThat(http.get(LETTERS + "?cause=a%00b").status()).isEqualTo(400);
    assertThat(http.get(LETTERS + "/nothing").status()).isEqualTo(404);
    assertThat(http.get("/sagas/batches/status").status()).isEqualTo(404);
    assertThat(http.post(LETTERS + "/retry", "{}").status()).isEqualTo(400);
  }

  @Test
  void a_message_whose_record_cannot_be_written_is_not_lost() throws Exception {
    jdbc.execute("alter table dead_letter add constraint refusing check (body_size <> 13) nocheck");
    try {
      desk.drop("thirteen char");
      desk.drop(OperatorDesk.order("letter-passing", "BASIC"));
      desk.awaitStatus("letter-passing", "COMPLETED");
      assertThat(recorded(13)).isZero();
      JsonNode health = awaitHealth("degraded");
      assertThat(health.at("/components/dead_letters").asText()).isEqualTo("unhealthy");
      assertThat(health.at("/reasons/0").asText()).contains("partner-onboarding.start");
    } finally {
      jdbc.execute("alter table dead_letter drop constraint refusing");
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> recorded(13) == 1);
    awaitHealth("healthy");
    assertThat(queueOfRecorded(13)).isEqualTo("partner-onboarding.start");
  }

  private JsonNode awaitHealth(String status) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> http.get("/sagas/health").body(),
            health -> health.at("/status").asText().equals(status));
  }

  private String queueOfRecorded(int size) {
    return jdbc.queryForObject(
        "select queue from dead_letter where body_size = ?", String.class, size);
  }

  private int recorded(int size) {
    return jdbc.queryForObject(
        "select count(*) from dead_letter where body_size = ?", Integer.class, size);
  }
}
