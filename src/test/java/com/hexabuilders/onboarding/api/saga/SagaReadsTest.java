package com.hexabuilders.onboarding.api.saga;

import static com.hexabuilders.onboarding.api.saga.SagaRows.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SagaReadsTest {

  private static final Caller ME = Caller.local("127.0.0.1");

  private SagaRows rows;
  private SagaReads reads;
  private SagaApi api;
  private ListApi lists;

  private void open(TestDatabase kind) {
    DataSource database = kind.fresh();
    JdbcClient jdbc = JdbcClient.create(database);
    rows = new SagaRows(database);
    rows.define();
    reads = new SagaReads(jdbc, SagaRows.definitions(database));
    api = new SagaApi(reads, new EventReads(jdbc), new UnknownSagas(jdbc));
    lists =
        new ListApi(
            new SagaPages(jdbc), reads, SagaRows.definitions(database), new UnknownSagas(jdbc));
  }

  @ParameterizedTest
  @EnumSource
  void shows_a_new_saga_with_all_steps_of_its_definition(TestDatabase kind) {
    open(kind);
    rows.saga("s-1", "p-1", 0);
    JsonNode status = SagaJson.status(reads.find("p-1").orElseThrow());
    assertThat(status.toString())
        .isEqualTo(
            """
            {"saga_id":"s-1","partner_id":"p-1","saga_type":"partner_onboarding",\
            "status":"INITIATED","completed_steps":[],"failed_steps":[],\
            "current_step":"first_step","steps":[\
            {"step_name":"first_step","status":"PENDING","attempts":0,"next_attempt_at":null,\
            "started_at":null,"completed_at":null,"duration_ms":null,"error_message":null},\
            {"step_name":"second_step","status":"PENDING","attempts":0,"next_attempt_at":null,\
            "started_at":null,"completed_at":null,"duration_ms":null,"error_message":null}],\
            "failure":null,"compensation":null,"correlation_id":"corr-1",\
            "created_at":"2026-01-01T10:00:00Z","updated_at":"2026-01-01T10:00:00Z",\
            "completed_at":null,"due_at":"2026-01-01T10:00:00Z"}""");
  }

  @ParameterizedTest
  @EnumSource
  void shows_when_a_step_is_tried_again(TestDatabase kind) {
    open(kind);
    rows.saga("s-1", "p-1", 0);
    rows.step("s-1", "first_step", "RETRYING", null, null, null);
    rows.change("s-1", "retry_at = timestamp with time zone '2026-01-01 10:00:03.5+00:00'");
    JsonNode step = SagaJson.status(reads.find("s-1").orElseThrow()).get("steps").get(0);
    assertThat(step.get("next_attempt_at").asText()).isEqualTo("2026-01-01T10:00:03.500Z");
    assertThat(step.get("attempts").asInt()).isEqualTo(2);
    assertThat(step.get("duration_ms").isNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void keeps_completed_and_failed_steps_after_compensation(TestDatabase kind) {
    open(kind);
    rows.saga("s-1", "p-1", 0);
    rows.step("s-1", "first_step", "COMPENSATED", 2, true, 9);
    rows.step("s-1", "second_step", "COMPENSATED", 3, true, 8);
    rows.change(
        "s-1",
        """
        status = 'COMPENSATED', failed_step = 'second_step', failure_kind = 'REFUSED',
        failure_reason = 'No.', compensation_by = 'refusal', compensation_reason = 'No.'
        """);
    JsonNode status = SagaJson.status(reads.find("s-1").orElseThrow());
    assertThat(status.get("completed_steps").toString())
        .isEqualTo("[\"first_step\",\"second_step\"]");
    assertThat(status.get("failed_steps").toString()).isEqualTo("[\"second_step\"]");
    assertThat(status.get("failure").toString())
        .isEqualTo("{\"step\":\"second_step\",\"kind\":\"REFUSED\",\"reason\":\"No.\"}");
    assertThat(status.get("compensation").toString())
        .isEqualTo(
            "{\"requested_by\":\"refusal\",\"reason\":\"No.\","
                + "\"completed_steps\":[\"second_step\",\"first_step\"],\"error\":null}");
    assertThat(status.get("current_step").isNull()).isTrue();
    assertThat(status.get("due_at").isNull()).isTrue();
    assertThat(status.get("steps").get(0).get("duration_ms").asInt()).isEqualTo(2000);
  }

  @ParameterizedTest
  @EnumSource
  void a_partner_id_means_its_newest_saga(TestDatabase kind) {
    open(kind);
    rows.saga("s-new", "p-1", 20);
    rows.saga("s-old", "p-1", 10);
    assertThat(reads.sagaId("p-1", null)).contains("s-new");
    assertThat(reads.sagaId("s-old", null)).contains("s-old");
    assertThat(reads.sagaId("nobody", null)).isEmpty();
    assertThat(reads.find("nobody")).isEmpty();
    assertThat(reads.partnerId("s-old")).isEqualTo("p-1");
  }

  @ParameterizedTest
  @EnumSource
  void shows_results_and_events(TestDatabase kind) {
    open(kind);
    rows.saga("s-1", "p-1", 0);
    rows.step("s-1", "first_step", "DONE", 2, null, null);
    rows.event("s-1", 2, "first_step");
    rows.event("s-1", 1, null);
    JsonNode detail = api.detail("p-1", ME).body();
    assertThat(detail.get("steps").get(0).get("result").get("contract_id").asText())
        .isEqualTo("c-1");
    assertThat(detail.get("steps").get(1).get("result").isNull()).isTrue();
    assertThat(api.events("p-1", ME).body().get("items").toString())
        .isEqualTo(
            "[{\"specversion\":\"1.0\",\"id\":\"e\",\"seq\":1,\"step\":null,\"attempt\":1,"
                + "\"actor\":\"contracts\"},{\"specversion\":\"1.0\",\"id\":\"e\",\"seq\":2,"
                + "\"step\":\"first_step\",\"attempt\":1,\"actor\":\"contracts\"}]");
    assertThat(api.events("nobody", ME).status()).isEqualTo(404);
    assertThat(api.detail("a b'; drop table saga", ME).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void pages_stay_the_same_while_sagas_are_added(TestDatabase kind) {
    open(kind);
    for (int i = 0; i < 5; i++) {
      rows.saga("s-" + i, "p-" + i, i / 2); // some share their creation time
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Reply page = lists.list(null, null, "p-", null, null, "2", cursor, ME);
      assertThat(page.status()).isEqualTo(200);
      page.body().get("items").forEach(item -> seen.add(item.get("saga_id").asText()));
      cursor = page.body().get("next_cursor").textValue();
      assertThat(page.headers().getOrDefault("Link", ""))
          .isEqualTo(
              cursor == null ? "" : "</sagas?q=p-&limit=2&cursor=" + cursor + ">; rel=\"next\"");
      rows.saga("newer-" + seen.size(), "p-newer", 100);
    } while (cursor != null);
    assertThat(seen).containsExactly("s-4", "s-3", "s-2", "s-1", "s-0");
  }

  @ParameterizedTest
  @EnumSource
  void filters_by_status_step_time_and_beginning(TestDatabase kind) {
    open(kind);
    rows.saga("s-1", "p_1", 0);
    rows.saga("s-2", "px1", 60);
    rows.change(
        "s-2",
        "status = 'COMPLETED', ended_as = 'COMPLETED', current_step = null, correlation_id = 'other'");
    assertThat(ids("COMPLETED", null, null, null, null)).containsExactly("s-2");
    assertThat(ids(null, "first_step", null, null, null)).containsExactly("s-1");
    assertThat(ids(null, null, "p_", null, null)).containsExactly("s-1");
    assertThat(ids(null, null, "oth", null, null)).containsExactly("s-2");
    assertThat(ids(null, null, "%", null, null)).isEmpty();
    assertThat(ids(null, null, null, START.plusSeconds(1).toString(), null)).containsExactly("s-2");
    assertThat(ids(null, null, null, "2026-01-01", "2026-01-01T11:01:00 01:00"))
        .containsExactly("s-1");
    assertThat(lists.partnerSagas("s-1", null, null, ME).body().get("items")).hasSize(1);
    assertThat(lists.partnerSagas("nobody", null, null, ME).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource(names = "H2")
  void names_every_parameter_it_cannot_read(TestDatabase kind) {
    open(kind);
    Reply reply = lists.list("DONE", "A step", "\n", "yesterday", "+1000000-01-01", "0", "?", ME);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("errors").findValuesAsText("field"))
        .containsExactly("status", "step", "q", "from", "to", "cursor", "limit");
    assertThat(lists.list(null, "zzz", null, null, null, "1", null, ME).status()).isEqualTo(400);
    assertThat(lists.list(null, null, null, null, null, "201", null, ME).status()).isEqualTo(400);
    assertThat(lists.list("", "", "", "", "", "200", "", ME).status()).isEqualTo(200);
  }

  private List<String> ids(String status, String step, String q, String from, String to) {
    Reply page = lists.list(status, step, q, from, to, null, null, ME);
    assertThat(page.status()).isEqualTo(200);
    return page.body().get("items").findValuesAsText("saga_id");
  }
}
