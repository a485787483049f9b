package com.hexabuilders.onboarding.api.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(20)
class StatusApiTest {

  private static final Caller ME = Caller.local("127.0.0.1");

  private final LocalSagaChanges changes = new LocalSagaChanges();
  private DataSource database;
  private JdbcClient jdbc;
  private SagaRows rows;
  private StatusApi api;

  @BeforeEach
  void a_running_saga() {
    database = TestDatabase.H2.fresh();
    jdbc = JdbcClient.create(database);
    rows = new SagaRows(database);
    rows.define();
    rows.saga("s-1", "p-1", 0);
    api = api(changes);
  }

  private StatusApi api(SagaChanges heard) {
    return new StatusApi(
        new SagaReads(jdbc, SagaRows.definitions(database)), heard, new UnknownSagas(jdbc));
  }

  @Test
  void answers_304_to_a_caller_who_knows() {
    Reply first = api.status("p-1", null, null, ME);
    String tag = first.headers().get("ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    Reply again = api.status("p-1", "\"x\", W/" + tag, null, ME);
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isNull();
    assertThat(again.headers()).containsEntry("ETag", tag);
    rows.change("s-1", "log_seq = 2, resends = 1, current_step = 'second_step'");
    assertThat(api.status("p-1", tag, null, ME).status()).isEqualTo(200);
  }

  @Test
  void waits_until_the_time_is_over_if_nothing_changes() {
    String tag = api.status("p-1", null, null, ME).headers().get("ETag");
    long before = System.nanoTime();
    assertThat(api.status("p-1", null, "300ms", ME).status()).isEqualTo(200);
    assertThat(api.status("p-1", tag, "300ms", ME).status()).isEqualTo(304);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(599));
  }

  @Test
  void a_change_of_this_instance_wakes_the_waiting_caller() throws Exception {
    String tag =
        api.status("s-1", null, null, ME).headers().get("ETag"); // or it might ask too late
    CompletableFuture<Reply> answer =
        CompletableFuture.supplyAsync(() -> api.status("s-1", tag, "15s", ME));
    rows.change("s-1", "status = 'COMPENSATING'");
    changes.changed(List.of("s-1", "other"));
    assertThat(answer.get(10, TimeUnit.SECONDS).body().get("status").asText())
        .isEqualTo("COMPENSATING");
  }

  /** The change falls between the first look and the wait. */
  @Test
  void a_change_right_before_the_wait_is_not_seen_late() {
    SagaChanges late =
        sagaId -> {
          rows.change("s-1", "status = 'COMPENSATING'");
          changes.changed(List.of("s-1"));
          return changes.listen(sagaId);
        };
    long before = System.nanoTime();
    Reply reply = api(late).status("s-1", null, "15s", ME);

    assertThat(reply.body().get("status").asText()).isEqualTo("COMPENSATING");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(240));
  }

  @Test
  void a_poll_that_has_ended_leaves_no_bell_behind() {
    SagaChanges ending =
        sagaId -> {
          rows.change("s-1", "status = 'COMPLETED', ended_as = 'COMPLETED'");
          return changes.listen(sagaId);
        };
    assertThat(api(ending).status("s-1", null, "15s", ME).body().get("status").asText())
        .isEqualTo("COMPLETED");
    rows.saga("s-2", "p-2", 0);
    api.status("s-2", null, "10ms", ME);

    assertThat(changes).extracting("bells").isEqualTo(Map.of());
  }

  @Test
  void a_listener_is_woken_by_what_changed_after_it_began_to_listen() throws Exception {
    SagaChanges.Listener listener = changes.listen("s-1");
    changes.changed(List.of("s-1"));
    long before = System.nanoTime();
    listener.await(Duration.ofSeconds(10));

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(240));
  }

  @Test
  void a_change_of_another_instance_is_seen_without_being_told() throws Exception {
    String tag = api.status("p-1", null, null, ME).headers().get("ETag");
    CompletableFuture<Reply> answer =
        CompletableFuture.supplyAsync(() -> api.status("p-1", tag, "15s", ME));
    rows.change("s-1", "current_step = 'second_step'");
    assertThat(answer.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @Test
  void answers_at_once_if_the_caller_knows_less_or_nothing_will_change() {
    long before = System.nanoTime();
    assertThat(api.status("p-1", "\"older\"", "15s", ME).status()).isEqualTo(200);
    rows.change("s-1", "status = 'COMPENSATED', ended_as = 'COMPENSATED'");
    assertThat(api.status("p-1", null, "15s", ME).status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_stopping_application_keeps_nobody_waiting() throws Exception {
    CompletableFuture<Reply> answer =
        CompletableFuture.supplyAsync(() -> api.status("s-1", null, "15s", ME));
    changes.stop();
    assertThat(answer.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "31s", "-1s", "1m", "", "30001ms", "9999999s", "s"})
  void refuses_a_wait_it_cannot_read(String wait) {
    Reply reply = api.status("p-1", null, wait, ME);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("errors").get(0).get("field").asText()).isEqualTo("wait");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "a b", "../x", "p-1;drop", ""})
  void answers_404_for_what_is_not_there_or_no_id_at_all(String id) {
    assertThat(api.status(id, null, null, ME).status()).isEqualTo(404);
  }
}
