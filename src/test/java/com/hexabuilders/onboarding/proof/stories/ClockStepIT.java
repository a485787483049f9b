package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The clock of PostgreSQL is set back by an hour, and then forward, while sagas start and wait. */
class ClockStepIT {

  private static final Duration HOUR = Duration.ofHours(1);

  /** Longer than this test takes on a busy machine, and much shorter than the step. */
  private static final Duration SLACK = Duration.ofMinutes(3);

  private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(2);
  private final RealPostgres postgres = RealPostgres.startWithClock();
  private final JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
  private final PackagedApp app = PackagedApp.launch(arguments());

  private String[] arguments() {
    List<String> arguments = new ArrayList<>(postgres.appArguments());
    arguments.add("--onboarding.steps.contract_creation.immediate-retries=0");
    arguments.add("--onboarding.steps.contract_creation.backoff=3s");
    arguments.add("--onboarding.steps.contract_creation.jitter=0");
    return arguments.toArray(String[]::new);
  }

  @BeforeEach
  void begin() {
    app.awaitReady();
  }

  @AfterEach
  void end() {
    pace.shutdownNow();
    app.close();
    postgres.close();
  }

  @Test
  void a_step_of_the_database_clock_delays_no_retry_and_moves_no_deadline() throws Exception {
    try (Load load = new Load("tick")) {
      pace.scheduleAtFixedRate(() -> load.startOne(app.client()), 0, 200, TimeUnit.MILLISECONDS);
      app.start(Orders.order("waits", Mixture.REVIEWED).toString());
      await().atMost(Orders.SOON).until(() -> saga("waits").path("waiting").asBoolean());
      Duration left = leftForReview();

      stepWhileARetryIsDue("back", HOUR.negated(), "The clock of the database was set back by");
      assertThat(notHealthy()).as("time that was not healthy").isLessThan(SLACK);

      stepWhileARetryIsDue("forward", HOUR, "or the clock was set forward");
      assertThat(notHealthy()).isBetween(HOUR.minus(SLACK), HOUR.plus(SLACK));
      assertThat(leftForReview()).isBetween(left.minus(SLACK), left);

      pace.shutdown();
      assertThat(pace.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      new Overview(app.client()).awaitFinal(load, Orders.SOON);
      assertNothingElseHappened(load);
    }
  }

  /** One saga is in a retry meanwhile, and one partner starts again after it was refused. */
  private void stepWhileARetryIsDue(String name, Duration ahead, String told) {
    String again = "again-" + name;
    String retries = "retries-" + name;
    app.start(Orders.order(again, "{\"preferred_contract_type\": \"PLATINUM\"}").toString());
    assertThat(app.awaitFinal(again, Orders.SOON).path("status").asText()).isEqualTo("COMPENSATED");
    jdbc.execute(
        "alter table contract add constraint broken check (partner_id not like 'retries-%') not valid");
    app.start(Orders.order(retries).toString());
    await().atMost(Orders.SOON).until(() -> saga(retries).hasNonNull("retry_at"));

    int read = app.output().length();
    postgres.clock().set(ahead);
    await().atMost(Orders.SOON).until(() -> warned(app.output().substring(read), told));
    jdbc.execute("alter table contract drop constraint broken");
    String newest = app.start(Orders.order(again).toString()).json().path("saga_id").asText();
    assertThat(saga(again).path("saga_id").asText()).isEqualTo(newest);
    assertThat(app.awaitFinal(retries, Orders.SOON).path("status").asText()).isEqualTo("COMPLETED");
    assertThat(app.awaitFinal(again, Orders.SOON).path("status").asText()).isEqualTo("COMPLETED");
    assertThat(saga(again).path("saga_id").asText()).isEqualTo(newest);
  }

  private static boolean warned(String output, String sentence) {
    return output.lines().anyMatch(line -> line.contains(" WARN ") && line.contains(sentence));
  }

  private JsonNode saga(String id) {
    return app.get("/sagas/" + id).json();
  }

  /** By the journal's clock, which the answer of the health check names. */
  private Duration leftForReview() {
    JsonNode deadline = saga("waits").path("deadline_at");
    JsonNode now = app.get("/sagas/health").json().path("timestamp");
    return Duration.between(Instant.parse(now.asText()), Instant.parse(deadline.asText()));
  }

  private Duration notHealthy() {
    return Duration.ofMillis(jdbc.queryForObject("select away_ms from sweeper_pulse", Long.class));
  }

  /** Only the two were tried again, and the times of every log are in order. */
  private void assertNothingElseHappened(Load load) {
    assertThat(
            jdbc.queryForList(
                "select partner_id from saga where not waiting and status <> 'COMPLETED' order by 1",
                String.class))
        .containsExactly("again-back", "again-forward");
    Proof proof = Proof.of(postgres.dataSource());
    proof.holds();
    proof.nothingGivenUp();
    assertThat(proof.partners()).containsAll(load.accepted());
    assertThat(
            jdbc.queryForList(
                "select distinct s.partner_id from saga_log l join saga s on s.saga_id = l.saga_id"
                    + " where l.type = 'StepRetryScheduled' order by 1",
                String.class))
        .containsExactly("retries-back", "retries-forward");
    assertThat(
            proof.rows(
                "select l.saga_id, l.seq from saga_log l join saga_log n on n.saga_id = l.saga_id"
                    + " and n.seq = l.seq + 1 where n.recorded_at < l.recorded_at"))
        .isEmpty();
  }
}
