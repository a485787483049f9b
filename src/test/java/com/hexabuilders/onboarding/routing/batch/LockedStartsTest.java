package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A start whose claim another transaction has locked delays no other start. */
@WholeApplication
class LockedStartsTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String LOCKED = "partner-onboarding.start.locked";
  private static final String CLAIM =
      "insert into claim (kind, claim_key, saga_id) values ('running-partner', ?, 'nobody')";

  @Autowired ConnectionFactory connections;
  @Autowired DataSource database;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;

  private interface Held {
    void run() throws Exception;
  }

  @Test
  void the_others_of_its_batch_and_those_behind_go_on_and_it_comes_back() throws Exception {
    List<String> ids = new ArrayList<>();
    SagaClient client = new SagaClient(port);
    whileClaimed(
        "held-0",
        () -> {
          ids.addAll(drop(IntStream.range(0, 60).toArray()));
          awaitCompleted("held-1", "held-30", "held-59");
          drop(60, 61, 62);
          awaitCompleted("held-60", "held-62");
          assertThat(client.status("held-0").status()).isEqualTo(404);
        });
    client.awaitFinal("held-0", SOON);

    assertThat(column("select status from saga where partner_id = 'held-0'"))
        .containsExactly("COMPLETED");
    assertThat(column("select claim_key from claim where claim_key = 'jms " + ids.get(0) + "'"))
        .as("the start is known by its own message")
        .hasSize(1);
    assertThat(column("select id from dead_letter where partner_id like 'held-%'")).isEmpty();
  }

  @Test
  void many_copies_of_it_delay_no_other_that_waits_behind_them() throws Exception {
    SagaClient client = new SagaClient(port);
    whileClaimed(
        "held-100",
        () -> {
          send(LOCKED, IntStream.range(0, 201).map(n -> n < 200 ? 100 : 101).toArray());
          awaitCompleted("held-101");
          assertThat(client.status("held-100").status()).isEqualTo(404);
          assertThat(waiting(client)).as("copies that wait").isEqualTo(200);
        });
    client.awaitFinal("held-100", SOON);

    await("no copy waits").atMost(SOON).until(() -> waiting(client), count -> count == 0);
    assertThat(column("select status from saga where partner_id = 'held-100'"))
        .containsExactly("COMPLETED");
    assertThat(column("select id from dead_letter where partner_id = 'held-100'")).isEmpty();
  }

  /** What the meter of their queue says. */
  private static double waiting(SagaClient client) {
    String series = "onboarding_queue_messages{queue=\"" + LOCKED + "\"}";
    return client
        .get("/actuator/prometheus", "Accept", "text/plain")
        .text()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void one_by_rest_is_refused_with_a_sentence_and_the_others_are_accepted() throws Exception {
    SagaClient client = new SagaClient(port);
    whileClaimed(
        "rest-0",
        () -> {
          Reply refused = client.start(Poison.order("rest-0"));
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.json().path("detail").asText()).contains("Another transaction works");
          assertThat(client.start(Poison.order("rest-1")).status()).isEqualTo(202);
        });
    assertThat(client.start(Poison.order("rest-0")).status()).isEqualTo(202);
    client.awaitFinal("rest-0", SOON);
  }

  private void whileClaimed(String partner, Held work) throws Exception {
    try (java.sql.Connection holder = database.getConnection()) {
      holder.setAutoCommit(false);
      try {
        new JdbcTemplate(new SingleConnectionDataSource(holder, true)).update(CLAIM, partner);
        work.run();
      } finally {
        rollBack(holder);
      }
    }
  }

  private static void rollBack(java.sql.Connection holder) throws SQLException {
    holder.rollback();
    holder.setAutoCommit(true);
  }

  private void awaitCompleted(String... partners) {
    for (String partner : partners) {
      String sql = "select status from saga where partner_id = '" + partner + "'";
      await(partner).atMost(SOON).until(() -> column(sql), List.of("COMPLETED")::equals);
    }
  }

  private List<String> column(String sql) {
    return jdbc.queryForList(sql, String.class);
  }

  private List<String> drop(int... numbers) throws Exception {
    return send("partner-onboarding.start", numbers);
  }

  private List<String> send(String queue, int... numbers) throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      MessageProducer producer = session.createProducer(session.createQueue(queue));
      for (int number : numbers) {
        TextMessage start = session.createTextMessage(Poison.order("held-" + number));
        producer.send(start);
        ids.add(start.getJMSMessageID());
      }
      session.commit();
    }
    return ids;
  }
}
