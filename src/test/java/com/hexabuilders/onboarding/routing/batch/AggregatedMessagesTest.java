package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events that wait for the same step share messages, and one of them harms no other. */
@WholeApplication
class AggregatedMessagesTest {

  private static final String STEP = "contract_creation";
  private static final String INBOX = "partner-onboarding." + STEP;
  private static final int SAGAS = 30;

  @Autowired ConnectionFactory connections;
  @Autowired ChaosParticipants chaos;
  @Autowired CamelContext camel;
  @Autowired JdbcTemplate jdbc;

  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void calm() throws Exception {
    release.countDown();
    chaos.calm();
    camel.getRouteController().startRoute("contract-creation");
  }

  @Test
  void a_bad_event_becomes_a_letter_and_all_others_go_on() throws Exception {
    List<String> texts = waiting("joined");
    assertThat(texts).hasSizeLessThan(SAGAS / 2);
    List<String> events =
        texts.stream().flatMap(text -> AggregatedEvents.split(text).stream()).toList();
    assertThat(events).hasSize(SAGAS);

    List<String> mixed = new ArrayList<>(events);
    mixed.add(3, "{\"no\": \"event\"}");
    mixed.add(
        9, Poison.event("PartnerRegistrationCompleted", "0f0e0d0c-0000-4000-8000-000000000000"));
    mixed.add(events.get(0));
    send(AggregatedEvents.beside(INBOX), "[" + String.join(",", mixed) + "]");
    camel.getRouteController().startRoute("contract-creation");

    awaitCompleted("joined", SAGAS);
    assertThat(
            jdbc.queryForList(
                "select kind from dead_letter where message_id like '%#%' and queue = ? order by kind",
                String.class, INBOX))
        .containsExactly("MALFORMED", "UNKNOWN_SAGA");
  }

  @Test
  void an_event_that_hangs_lets_its_neighbours_go_on() throws Exception {
    List<String> texts = waiting("joined-hangs");
    chaos.before(STEP, "joined-hangs-5", () -> ChaosParticipants.hang(release));
    texts.forEach(text -> send(AggregatedEvents.beside(INBOX), text));
    camel.getRouteController().startRoute("contract-creation");

    awaitCompleted("joined-hangs", SAGAS - 1);
    assertThat(chaos.calls(STEP, "joined-hangs-5")).isPositive();
    chaos.calm();
    awaitCompleted("joined-hangs", SAGAS);
  }

  /** Takes what waits for a stopped step after so many starts. */
  private List<String> waiting(String name) throws Exception {
    camel.getRouteController().stopRoute("contract-creation");
    send(
        "partner-onboarding.start",
        IntStream.range(0, SAGAS).mapToObj(n -> order(name + "-" + n)).toArray(String[]::new));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> count("select count(*) from partner where partner_id like ?", name) == SAGAS);
    List<String> texts = new ArrayList<>();
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      String both = INBOX + "," + AggregatedEvents.beside(INBOX);
      try (MessageConsumer consumer = session.createConsumer(session.createQueue(both))) {
        for (TextMessage next = next(consumer); next != null; next = next(consumer)) {
          texts.add(next.getText());
        }
      }
    }
    return texts;
  }

  private static String order(String partner) {
    return Poison.order(partner).replace("a@", partner + "@");
  }

  private static TextMessage next(MessageConsumer consumer) throws JMSException {
    return (TextMessage) consumer.receive(1_000);
  }

  private void awaitCompleted(String name, int sagas) {
    String sql = "select count(*) from saga where partner_id like ? and status = 'COMPLETED'";
    await().atMost(Duration.ofSeconds(40)).until(() -> count(sql, name) == sagas);
  }

  private int count(String sql, String name) {
    return jdbc.queryForObject(sql, Integer.class, name + "-%");
  }

  private void send(String queue, String... texts) {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      for (String text : texts) {
        session.createProducer(session.createQueue(queue)).send(session.createTextMessage(text));
      }
      session.commit();
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
