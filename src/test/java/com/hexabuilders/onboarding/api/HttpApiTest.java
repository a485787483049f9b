package com.hexabuilders.onboarding.api;

import static com.hexabuilders.onboarding.proof.application.HttpCaller.START;
import static com.hexabuilders.onboarding.proof.application.HttpCaller.STARTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.intake.StartUnavailable;
import com.hexabuilders.onboarding.proof.application.HttpApp;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import com.hexabuilders.onboarding.saga.operator.CompensationReply;
import com.hexabuilders.onboarding.saga.start.StartResult;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@HttpTest
class HttpApiTest {

  @Autowired private HttpApp.Stubs stubs;
  @Autowired private HttpCaller http;

  @BeforeEach
  void fresh() {
    stubs.reset();
  }

  @Test
  void a_start_is_accepted_with_its_ids_and_addresses() {
    Answer answer = http.post(STARTS, START, "X-Other", "not ours");
    assertThat(answer.status()).isEqualTo(202);
    String partner = answer.body().get("partner_id").asText();
    assertThat(partner).startsWith("partner-");
    assertThat(answer.header("Location")).isEqualTo("/sagas/" + partner + "/status");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("X-Correlation-ID")).isEqualTo("corr-1");
    assertThat(answer.header("Idempotent-Replayed")).isNull();
    assertThat(answer.body().get("status").asText()).isEqualTo("INITIATED");
    assertThat(answer.body().get("timestamp").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(stubs.started.get().identity()).isNull();
    assertThat(stubs.started.get().partnerData().get("tipo_partner").asText()).isEqualTo("EMPRESA");
  }

  @Test
  void the_request_header_names_the_conversation_before_the_body_does() {
    Answer answer = http.post(STARTS, START, "X-Correlation-ID", "mine");
    assertThat(answer.header("X-Correlation-ID")).isEqualTo("mine");
    assertThat(answer.body().get("correlation_id").asText()).isEqualTo("corr-1");
    Answer refused = http.post(STARTS, START.replace("EMPRESA", "x"), "X-Correlation-Given", "y");
    assertThat(refused.header("X-Correlation-ID")).isEqualTo("corr-1");
    assertThat(
            http.get("/sagas/nobody/status", "X-Correlation-ID", "x".repeat(129))
                .header("X-Correlation-ID"))
        .hasSize(36);
  }

  @Test
  void a_repeated_start_is_answered_with_the_first_saga() {
    stubs.onStart = r -> new StartResult.Accepted("s-9", "p-9", "corr-9", Instant.EPOCH, true);
    Answer answer = http.post(STARTS, START, "Idempotency-Key", "null");
    assertThat(stubs.started.get().identity()).isEqualTo("null");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(answer.body().get("saga_id").asText()).isEqualTo("s-9");
  }

  @Test
  void faults_are_named_all_at_once() {
    Answer answer =
        http.post(STARTS, START.replace("EMPRESA", "X"), "Idempotency-Key", "k".repeat(256));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").findValuesAsText("field"))
        .containsExactly("Idempotency-Key", "partner_data.tipo_partner");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'{\"partner_data\":{}}'", "null", "[]", "{"})
  void a_body_that_is_no_json_object_is_refused(String body) {
    Answer answer = http.post(STARTS, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asText()).isEqualTo("body");
  }

  @Test
  void conflicts_and_outages_have_their_status() {
    stubs.onStart = r -> new StartResult.PartnerBusy("s-1");
    assertThat(http.post(STARTS, START).status()).isEqualTo(409);
    stubs.onStart = r -> new StartResult.IdentityReused("s-1");
    assertThat(http.post(STARTS, START).status()).isEqualTo(422);
    stubs.onStart =
        r -> {
          throw new StartUnavailable("Too many sagas are running.", 7);
        };
    Answer away = http.post(STARTS, START);
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isEqualTo("7");
    assertThat(away.body().get("detail").asText()).isEqualTo("Too many sagas are running.");
  }

  @Test
  void many_starts_wait_for_their_commit_at_the_same_time() throws Exception {
    CyclicBarrier all = new CyclicBarrier(40);
    stubs.onStart =
        r -> {
          try {
            all.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return new StartResult.Accepted(
              r.sagaId(), r.partnerId(), r.correlationId(), Instant.EPOCH, false);
        };
    var threads = Executors.newFixedThreadPool(40);
    List<CompletableFuture<Integer>> answers =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(() -> http.post(STARTS, START).status(), threads))
            .toList();
    for (CompletableFuture<Integer> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(202);
    }
    threads.shutdown();
  }

  @Test
  void status_is_found_by_partner_and_saga_and_only_by_the_path() {
    assertThat(http.get("/sagas/p%401/status").body().get("saga_id").asText()).isEqualTo("s-1");
    assertThat(http.get("/sagas/p@1/status").body().get("saga_id").asText()).isEqualTo("s-1");
    Answer answer =
        http.get("/sagas/s-1/status?partner_id=s-2&wait=", "partner_id", "s-2", "wait", "9s");
    assertThat(answer.status()).isEqualTo(400);
    answer = http.get("/sagas/s-1/status?partner_id=s-2", "partner_id", "s-2");
    assertThat(answer.body().get("saga_id").asText()).isEqualTo("s-1");
  }

  @Test
  void a_known_status_is_not_sent_again() {
    String tag = http.get("/sagas/s-1/status").header("ETag");
    Answer again = http.get("/sagas/s-1/status?wait=100ms", "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(http.get("/sagas/s-1/status", "If-None-Match", "\"x\"").status()).isEqualTo(200);
  }

  @Test
  void lists_pages_and_partners_are_served() {
    Answer page = http.get("/sagas?limit=1&q=p");
    assertThat(page.body().get("items").get(0).get("saga_id").asText()).isEqualTo("s-2");
    assertThat(page.header("Link")).contains("cursor=").contains("rel=\"next\"");
    String next = page.body().get("next_cursor").asText();
    assertThat(http.get("/sagas?limit=1&q=p&cursor=" + next).body().at("/items/0/saga_id").asText())
        .isEqualTo("s-1");
    assertThat(http.get("/sagas?limit=0").status()).isEqualTo(400);
    assertThat(http.get("/sagas?step=null").status()).isEqualTo(400);
    assertThat(http.get("/sagas/s-1").body().get("source").asText()).isEqualTo("REST");
    assertThat(http.get("/sagas/s-1/events").body().get("items")).isEmpty();
    assertThat(http.get("/partners/s-1").body().toString())
        .isEqualTo(
            "{\"partner_id\":\"p@1\",\"nombre\":\"x\",\"contract\":{\"contract_type\":\"x\"}}");
    assertThat(http.get("/partners/p@1/sagas").body().get("items")).hasSize(1);
    Answer health = http.get("/sagas/health");
    assertThat(health.body().at("/components/database").asText()).isEqualTo("healthy");
  }

  @Test
  void a_person_may_compensate_with_or_without_a_reason() {
    stubs.onCompensate = () -> new CompensationReply.Accepted("s-1", "p@1", "Why.");
    Answer answer = http.post("/sagas/s-1/compensate", BodyPublishers.noBody(), null);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().get("status").asText()).isEqualTo("COMPENSATING");
    assertThat(stubs.reason.get()).isEqualTo("Requested by an operator.");
    http.post("/sagas/s-1/compensate", "{\"reason\":\"Fraud.\"}");
    assertThat(stubs.reason.get()).isEqualTo("Fraud.");
    assertThat(http.post("/sagas/s-1/compensate", "{\"reason\":1}").status()).isEqualTo(400);
    assertThat(http.post("/sagas/s-1/compensate", "[]").status()).isEqualTo(400);
    stubs.onCompensate = () -> new CompensationReply.AlreadyFinal("s-1", "FAILED");
    assertThat(http.post("/sagas/s-1/compensate", "{}").status()).isEqualTo(409);
  }
}
