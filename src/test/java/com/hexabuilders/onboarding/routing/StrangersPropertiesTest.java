package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.saga.CamelSagaService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whatever a stranger puts beside the body of a message steers nothing and goes nowhere. */
@WholeApplication
class StrangersPropertiesTest {

  private static final String START = "partner-onboarding.start";
  private static final String EVENTS = "Consumer.strangers.VirtualTopic.partner-onboarding.events";

  @Autowired ConnectionFactory connections;
  @Autowired CamelContext camel;
  @Autowired JdbcTemplate jdbc;

  @Test
  void nothing_of_a_start_but_its_body_reaches_what_we_send() throws Exception {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      MessageConsumer events = session.createConsumer(session.createQueue(EVENTS));
      send(session, strange(session, Poison.order("strange")));
      List<Message> seen = new ArrayList<>();
      await().atMost(Duration.ofSeconds(20)).until(() -> isComplete(seen, events.receive(1_000)));

      assertThat(seen).hasSizeGreaterThanOrEqualTo(7).allSatisfy(StrangersPropertiesTest::isOurs);
      for (String queue : List.of("evil", "stranger.reply")) {
        assertThat(session.createConsumer(session.createQueue(queue)).receive(200)).isNull();
      }
    }
  }

  @Test
  void nothing_of_a_bad_start_reaches_the_copy_of_its_dead_letter() throws Exception {
    String body = "{\"strange\": true}";
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      send(session, strange(session, body));
      MessageConsumer copies =
          session.createConsumer(session.createQueue("partner-onboarding.dead-letter"));
      Message copy = copies.receive(10_000);
      while (copy != null && !body.equals(((TextMessage) copy).getText())) {
        copy = copies.receive(10_000);
      }
      assertThat(copy).isNotNull();
      assertThat(copy.getJMSReplyTo()).isNull();
      assertThat(copy.getJMSPriority()).isEqualTo(4);
      assertThat(copy.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
      assertThat(names(copy))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(name).startsWith("failure_"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CamelJmsDestinationName",
        "CAmelJmsDestinationName",
        "cAMELJMSDESTINATION",
        "operationName",
        "Long-Running-Action",
        "AMQ_SCHEDULED_DELAY",
        "amq_scheduled_repeat",
        "scheduledJobId",
        "org.apache.camel.x",
        "JMSXGroupID",
        "anything"
      })
  void the_header_filter_lets_only_our_own_names_pass_both_ways(String name) {
    OwnHeadersOnly filter = new OwnHeadersOnly();
    assertThat(filter.applyFilterToCamelHeaders(name, "x", null)).isTrue();
    assertThat(filter.applyFilterToExternalHeaders(name, "x", null)).isTrue();
    assertThat(filter.applyFilterToCamelHeaders("failure_kind", "x", null)).isFalse();
  }

  @Test
  void no_saga_lives_in_the_memory_of_camel() {
    assertThat(camel.hasService(CamelSagaService.class)).isNull();
  }

  private boolean isComplete(List<Message> seen, Message next) throws JMSException {
    if (next != null && ((TextMessage) next).getText().contains("\"strange\"")) {
      seen.add(next);
    }
    return jdbc.queryForList("select status from saga where partner_id = 'strange'", String.class)
            .contains("COMPLETED")
        && next == null;
  }

  private static void isOurs(Message event) throws JMSException {
    assertThat(event.getJMSReplyTo()).isNull();
    assertThat(event.getJMSPriority()).isEqualTo(4);
    assertThat(event.getJMSExpiration()).isZero();
    assertThat(event.getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
    assertThat(names(event)).isEmpty();
  }

  private static List<String> names(Message message) throws JMSException {
    List<String> names = new ArrayList<>();
    Enumeration<?> all = message.getPropertyNames();
    while (all.hasMoreElements()) {
      String name = String.valueOf(all.nextElement());
      if (!name.equals("JMSXDeliveryCount")) { // the broker's own
        names.add(name);
      }
    }
    return names;
  }

  private static Message strange(Session session, String body) throws JMSException {
    Message message = Poison.named(session, "evil", body);
    message.setStringProperty("operationName", "evil");
    message.setStringProperty("LongRunningAction", "evil");
    message.setLongProperty("AMQ_SCHEDULED_DELAY", 3_600_000);
    message.setStringProperty("failure_kind", "FORGED");
    message.setJMSReplyTo(session.createQueue("stranger.reply"));
    message.setJMSType("PartnerOnboardingCompleted");
    message.setJMSCorrelationID("forged");
    return message;
  }

  private static void send(Session session, Message message) throws JMSException {
    MessageProducer producer = session.createProducer(session.createQueue(START));
    producer.send(message, DeliveryMode.NON_PERSISTENT, 9, 600_000);
  }
}
