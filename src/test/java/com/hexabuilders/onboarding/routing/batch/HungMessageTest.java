package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** A message that hangs outside of every participant ends as a letter, and harms no neighbour. */
@WholeApplication
class HungMessageTest {

  private static final String QUEUE = "hanging-messages";

  @Autowired ConnectionFactory connections;
  @Autowired CamelContext camel;
  @Autowired JdbcTemplate jdbc;

  private final CountDownLatch release = new CountDownLatch(1);
  private final Set<String> handled = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void readTheQueue() throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("jms-batch:" + QUEUE)
                .routeId(QUEUE)
                .routeConfigurationId("start-errors")
                .process(exchange -> handle(exchange.getMessage().getBody(List.class)));
          }
        });
  }

  private void handle(List<?> batch) {
    for (Object one : batch) {
      String body = ((Delivery) one).body();
      if (body.equals("hangs")) {
        ChaosParticipants.hang(release);
      }
      handled.add(body);
    }
  }

  @AfterEach
  void stopReading() throws Exception {
    release.countDown();
    camel.getRouteController().stopRoute(QUEUE);
    camel.removeRoute(QUEUE);
    jdbc.update("delete from dead_letter where queue = ?", QUEUE);
    jdbc.update("delete from hung_message");
  }

  @Test
  void it_is_found_among_its_batch_counted_and_given_up() throws Exception {
    send("good 1", "hangs", "good 2", "good 3");
    Map<String, Object> letter =
        await()
            .atMost(Duration.ofSeconds(40))
            .until(
                () -> jdbc.queryForList("select * from dead_letter where queue = ?", QUEUE),
                found -> !found.isEmpty())
            .get(0);
    assertThat(letter.get("kind")).isEqualTo("EXHAUSTED");
    assertThat(letter.get("attempts")).isEqualTo(3);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(handled).contains("good 1", "good 2", "good 3"));
    assertThat(handled).doesNotContain("hangs");

    send("good 4");
    await().atMost(Duration.ofSeconds(10)).until(() -> handled.contains("good 4"));
  }

  private void send(String... bodies) throws Exception {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE))) {
      for (String body : bodies) {
        producer.send(session.createTextMessage(body));
      }
      session.commit();
    }
  }
}
