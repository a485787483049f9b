package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole application on its embedded broker, with participants that break and hang. */
@WholeApplication
class RoutedSagaTest {

  private static final String STEP = "contract_creation";

  @Autowired ChaosParticipants chaos;
  @LocalServerPort int port;
  @Autowired CamelContext camel;
  @Autowired JdbcTemplate jdbc;

  @AfterEach
  void calm() {
    chaos.calm();
  }

  @Test
  void a_broken_step_is_called_fifteen_times_by_camel_and_the_journal_then_undone() {
    chaos.before(STEP, "broken", ChaosParticipants::breakDown);
    start("broken");
    JsonNode status = awaitFinal("broken");

    assertThat(status.at("/status").asText()).isEqualTo("COMPENSATED");
    assertThat(status.at("/failure/kind").asText()).isEqualTo("EXHAUSTED");
    assertThat(status.at("/failure/reason").asText()).doesNotContain("secret");
    assertThat(status.at("/steps/1/attempts").asInt()).isEqualTo(15);
    assertThat(chaos.calls(STEP, "broken")).isEqualTo(15);
    assertThat(
            jdbc.queryForList(
                "select kind from dead_letter where partner_id = 'broken'", String.class))
        .containsExactly("EXHAUSTED");
  }

  @Test
  void a_step_that_works_again_goes_on() {
    AtomicInteger left = new AtomicInteger(4);
    chaos.before(
        STEP,
        "shaky",
        () -> {
          if (left.getAndDecrement() > 0) {
            ChaosParticipants.breakDown();
          }
        });
    start("shaky");
    JsonNode status = awaitFinal("shaky");

    assertThat(status.at("/status").asText()).isEqualTo("COMPLETED");
    // three broken calls were recorded with the first round, then the one that worked
    assertThat(status.at("/steps/1/attempts").asInt()).isEqualTo(4);
  }

  @Test
  void trouble_of_the_database_uses_up_no_retry_even_through_a_participant() {
    AtomicInteger left = new AtomicInteger(5);
    chaos.before(
        STEP,
        "unlucky",
        () -> {
          if (left.getAndDecrement() > 0) {
            throw new IllegalStateException(new QueryTimeoutException("the database is slow"));
          }
        });
    start("unlucky");
    JsonNode status = awaitFinal("unlucky");

    assertThat(status.at("/status").asText()).isEqualTo("COMPLETED");
    assertThat(status.at("/steps/1/attempts").asInt()).isEqualTo(1);
  }

  @Test
  void a_broken_message_in_a_batch_of_fifty_delays_its_neighbours_by_less_than_a_second()
      throws Exception {
    Duration alone = contractFifty("control", 50);
    chaos.before(STEP, "neighbour-20", ChaosParticipants::breakDown);
    Duration beside = contractFifty("neighbour", 49);

    assertThat(beside.minus(alone)).isLessThan(alone.plusSeconds(1)); // alone is long if all is
    assertThat(chaos.calls(STEP, "neighbour-20")).isBetween(2, 10);
    for (int i = 0; i < 50; i++) {
      String expected = i == 20 ? "COMPENSATED" : "COMPLETED";
      assertThat(awaitFinal("neighbour-" + i).at("/status").asText()).isEqualTo(expected);
    }
  }

  /** Lets fifty sagas wait before a step, opens it, and times until so many have passed it. */
  private Duration contractFifty(String name, int expected) throws Exception {
    camel.getRouteController().stopRoute("contract-creation");
    for (int i = 0; i < 50; i++) {
      start(name + "-" + i);
    }
    await().until(() -> count("partner", name + "-%") == 50);
    camel.getRouteController().startRoute("contract-creation");
    Instant begun = Instant.now();
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> count("contract", name + "-%") == expected);
    return Duration.between(begun, Instant.now());
  }

  @Test
  void a_step_that_hangs_is_cut_off_and_uses_up_an_attempt_while_others_go_on() {
    CountDownLatch release = new CountDownLatch(1);
    chaos.before(STEP, "hanging", () -> ChaosParticipants.hang(release));
    start("hanging");
    await().until(() -> chaos.calls(STEP, "hanging") > 0);
    start("passing");
    assertThat(awaitFinal("passing").at("/status").asText()).isEqualTo("COMPLETED");

    await().until(() -> status("hanging").at("/steps/1/attempts").asInt() > 0);
    chaos.calm();
    JsonNode status = awaitFinal("hanging");
    release.countDown();
    assertThat(status.at("/status").asText()).isEqualTo("COMPLETED");
    assertThat(status.at("/steps/1/attempts").asInt()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void an_undo_that_keeps_breaking_stays_compensating_and_says_so() {
    chaos.beforeUndo(STEP, "stuck", ChaosParticipants::breakDown);
    start("stuck");
    awaitFinal("stuck");
    new SagaClient(port).post("/sagas/stuck/compensate", "{}");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !status("stuck").at("/compensation/error").isNull());

    assertThat(status("stuck").at("/status").asText()).isEqualTo("COMPENSATING");
    assertThat(chaos.calls("undo " + STEP, "stuck")).isEqualTo(15);
    assertThat(status("stuck").at("/steps/0/status").asText()).isEqualTo("DONE");
  }

  @Test
  void an_exception_in_the_error_handling_itself_blocks_no_queue() {
    start("before-bug");
    awaitFinal("before-bug");
    jdbc.execute(
        "alter table saga_log add constraint bug check (type <> 'StepRetryScheduled') nocheck");
    try {
      chaos.before(STEP, "buggy", ChaosParticipants::breakDown);
      start("buggy");
      await().until(() -> chaos.calls(STEP, "buggy") > 0);
      start("after-bug");
      assertThat(awaitFinal("after-bug").at("/status").asText()).isEqualTo("COMPLETED");
    } finally {
      jdbc.execute("alter table saga_log drop constraint bug");
    }
    chaos.calm();
    assertThat(awaitFinal("buggy").at("/status").asText()).isEqualTo("COMPLETED");
  }

  private void start(String partner) {
    String body =
        """
        {"partner_data": {"partner_id": "%s", "nombre": "Sample Partner", "telefono": "+1234567890",
          "email": "%s@example.com", "tipo_partner": "EMPRESA", "preferred_contract_type": "BASIC"}}
        """
            .formatted(partner, partner);
    assertThat(new SagaClient(port).start(body).status()).isEqualTo(202);
  }

  private JsonNode status(String partner) {
    return new SagaClient(port).status(partner).json();
  }

  private JsonNode awaitFinal(String partner) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> status(partner), status -> status.at("/due_at").isNull());
  }

  /** Rows of partners with such ids. */
  private int count(String table, String partners) {
    String sql = "select count(*) from " + table + " where partner_id like ?";
    return jdbc.queryForObject(sql, Integer.class, partners);
  }
}
