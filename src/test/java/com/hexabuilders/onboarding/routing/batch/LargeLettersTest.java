package com.hexabuilders.onboarding.routing.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.command.ActiveMQTextMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many large messages that become dead letters at once stop no other message of their queue. */
@WholeApplication
class LargeLettersTest {

  private static final String START = "partner-onboarding.start";
  private static final int MANY = 40;

  /** All of them together are three times what the broker holds of their copies. */
  private static final String LARGE = "{\"large\": \"" + "x".repeat(600 * 1024) + "\"}";

  @Autowired ConnectionFactory connections;
  @Autowired CamelContext camel;
  @Autowired ProducerTemplate template;
  @Autowired JdbcTemplate jdbc;

  @AfterEach
  void forget() {
    jdbc.update("delete from dead_letter where queue = ?", START);
  }

  @Test
  void the_start_behind_them_begins_its_saga() throws Exception {
    int before = letters();
    camel.getRouteController().stopRoute("start"); // so that they come in one batch
    drop();
    camel.getRouteController().startRoute("start");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(letters() - before).isEqualTo(MANY);
              assertThat(sagas()).isEqualTo(1);
            });
  }

  @Test
  void a_copy_of_a_letter_shares_no_transaction_with_the_batch_it_came_from() throws Exception {
    String body = "copy-" + UUID.randomUUID();
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        BoundSession bound = BoundSession.bind(connections, connection, session)) {
      template.sendBody("direct:copy-dead-letters", announcing(body));
      bound.session().rollback();
    }
    assertThat(copies()).contains(body);
  }

  private static Announcements announcing(String body) {
    return new Announcements(
        List.of(),
        List.of(new Announcements.DeadLetterCopy(START, "MALFORMED", "No JSON.", 1, "now", body)));
  }

  private List<String> copies() throws JMSException {
    List<String> bodies = new ArrayList<>();
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      Enumeration<?> found =
          session
              .createBrowser(session.createQueue("partner-onboarding.dead-letter"))
              .getEnumeration();
      while (found.hasMoreElements()) {
        bodies.add(((TextMessage) found.nextElement()).getText());
      }
    }
    return bodies;
  }

  @Test
  void a_batch_ends_when_its_messages_are_large() throws Exception {
    ActiveMQTextMessage large = new ActiveMQTextMessage();
    large.setText("x".repeat(900 * 1024));
    large.setJMSMessageID("ID:large-1-1-1");
    MessageConsumer more = mock(MessageConsumer.class);
    when(more.receiveNoWait()).thenReturn(large);
    assertThat(ReceivedBatch.of(START, large, more, 50, null).deliveries()).hasSize(5);
  }

  private void drop() throws JMSException {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(START))) {
      for (int i = 0; i < MANY; i++) {
        producer.send(session.createTextMessage(LARGE));
      }
      producer.send(session.createTextMessage(Poison.order("behind-large-ones")));
    }
  }

  private int letters() {
    return jdbc.queryForObject(
        "select count(*) from dead_letter where queue = ?", Integer.class, START);
  }

  private int sagas() {
    return jdbc.queryForObject(
        "select count(*) from saga where partner_id = 'behind-large-ones'", Integer.class);
  }
}
