package com.hexabuilders.onboarding.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exports over HTTP: what they say, and what is refused. */
@HttpTest
class ExportApiTest {

  private static final int SECOND = 40_000_000; // later than the sagas of other tests
  private static final String FROM = "&from=2027-01-01";

  @Autowired private HttpCaller http;
  @Autowired private SagaRows rows;
  @Autowired private DataSource database;
  private JdbcClient jdbc;

  @BeforeEach
  void twoSagas() {
    jdbc = JdbcClient.create(database);
    rows.saga("x-1", "acme-1", SECOND);
    rows.saga("x-2", "acme-2", SECOND + 1);
    rows.change(
        "x-2", "failed_step = 'first_step', failure_kind = 'REFUSED', failure_reason = '=1'");
    rows.event("x-1", 1, "first_step");
    rows.event("x-2", 1, "first_step");
  }

  @AfterEach
  void none() {
    jdbc.sql("delete from saga where saga_id like 'x-%'").update();
    jdbc.sql("delete from saga_log where saga_id like 'x-%'").update();
  }

  @Test
  void sagas_are_a_csv_file_with_a_header_and_nothing_a_spreadsheet_would_run() {
    Answer answer = http.get("/exports/sagas?format=csv" + FROM);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(answer.header("Content-Disposition"))
        .matches("attachment; filename=\"sagas-\\d{8}T\\d{6}Z\\.csv\"");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    String[] lines = answer.response().body().split("\r\n");
    assertThat(lines[0]).startsWith("\"saga_id\",\"partner_id\",\"saga_type\",\"status\"");
    assertThat(lines[1]).startsWith("\"x-2\",\"acme-2\"").contains("\"REFUSED\",\"'=1\"");
    assertThat(lines[2]).startsWith("\"x-1\",\"acme-1\"").endsWith("Z\",");
    assertThat(lines).hasSize(3);
  }

  @Test
  void json_has_the_items_of_the_lists() {
    JsonNode list = http.get("/sagas?x=" + FROM).body().get("items");
    assertThat(list).hasSize(2);
    Answer sagas = http.get("/exports/sagas?status=INITIATED" + FROM);
    assertThat(sagas.header("Content-Type")).isEqualTo("application/json");
    assertThat(sagas.body().get("items")).isEqualTo(list);

    JsonNode events = http.get("/exports/events?format=json" + FROM).body().get("items");
    assertThat(events).hasSize(2);
    assertThat(events.get(1)).isEqualTo(http.get("/sagas/x-1/events").body().at("/items/0"));
    assertThat(http.get("/exports/events?q=nobody").body().get("items")).isEmpty();
  }

  @Test
  void an_export_is_audited_before_it_begins_and_the_audit_is_exported_too() {
    http.get("/exports/events?format=csv&q=acme+1" + FROM);
    JsonNode newest = http.get("/audit?act=export&limit=1").body().at("/items/0");
    assertThat(newest.get("target").asText()).isEqualTo("export/events");
    assertThat(newest.get("reason").asText()).isEqualTo("format=csv&q=acme%201&from=2027-01-01");
    assertThat(newest.get("outcome").asText()).isEqualTo("done");

    Answer audit = http.get("/exports/audit?act=export&format=csv");
    assertThat(audit.response().body())
        .startsWith("\"seq\",\"at\",\"actor\",\"roles\"")
        .contains("\"local\",\"CLIENT,VIEWER,OPERATOR,ADMIN\"", "\"export\",\"export/events\"");
    JsonNode json = http.get("/exports/audit?target=export%2Fevents").body().get("items");
    assertThat(json.get(0).get("hash")).isEqualTo(newest.get("hash"));
  }

  @ParameterizedTest
  @CsvSource({
    "/exports/sagas?format=xml, format, Must be csv or json.",
    "/exports/sagas?status=LOST, status, Must be a saga status.",
    "/exports/events?from=soon, from, Must be an ISO-8601 time or day.",
    "/exports/audit?outcome=x, outcome, 'Must be one of done, refused, begun, failed.'",
    "/audit?to=soon, to, Must be an ISO-8601 time or day.",
    "/audit?cursor=999999999, cursor, Must be the next_cursor of a page.",
    "/audit?limit=201, limit, Must be a number from 1 to 200."
  })
  void a_wrong_value_is_named_with_its_cure(String path, String field, String cure) {
    Answer answer = http.get(path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(answer.body().at("/errors/0/message").asText()).isEqualTo(cure);
  }

  @Test
  void a_page_of_the_audit_links_to_the_next_with_the_same_filters() {
    http.get("/exports/sagas?q=one");
    http.get("/exports/sagas?q=two");
    Answer page = http.get("/audit?act=export&target=export/sagas&limit=1");
    String next = page.body().get("next_cursor").asText();
    assertThat(page.header("Link"))
        .isEqualTo(
            "</audit?act=export&target=export%2Fsagas&limit=1&cursor=" + next + ">; rel=\"next\"");
    JsonNode second = http.get("/audit?act=export&limit=1&cursor=" + next).body().at("/items/0");
    assertThat(second.get("reason").asText()).isEqualTo("q=one");
  }

  @Test
  void a_reader_of_http_1_0_could_not_see_that_an_answer_broke_off() throws IOException {
    String answer = http.raw("GET /exports/sagas HTTP/1.0", "Host: localhost");
    assertThat(answer).startsWith("HTTP/1.1 426").contains("Ask with HTTP/1.1");
  }

  @Test
  void whoever_asks_for_the_head_exports_nothing() {
    long before = newestExport();
    Answer head = http.method("HEAD", "/exports/sagas?format=csv");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Disposition")).contains("sagas-");
    assertThat(newestExport()).isEqualTo(before);
  }

  private long newestExport() {
    return http.get("/audit?act=export&limit=1").body().at("/items/0/seq").asLong();
  }
}
