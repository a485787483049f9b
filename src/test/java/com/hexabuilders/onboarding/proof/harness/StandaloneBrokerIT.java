package com.hexabuilders.onboarding.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what at the broker of {@code activemq/}, and what it keeps when it is killed. */
class StandaloneBrokerIT {

  private static final Destination START = new ActiveMQQueue("partner-onboarding.start");
  private static final Destination INBOX =
      new ActiveMQQueue("partner-onboarding.contract_creation");
  private static final Destination EVENTS =
      new ActiveMQTopic("VirtualTopic.partner-onboarding.events");
  private static final Destination COPIES =
      new ActiveMQQueue("Consumer.billing.VirtualTopic.partner-onboarding.events");

  private static final int MOST_CONNECTIONS = 500;
  private static final Destination GIVEN_UP = new ActiveMQQueue("ActiveMQ.DLQ");

  private static StandaloneBroker broker;

  /** Its queues are there: so what is refused is writing and reading, and not making them. */
  @BeforeAll
  static void start() throws JMSException {
    broker = StandaloneBroker.start();
    for (Destination queue : List.of(START, INBOX, GIVEN_UP)) {
      send("operator", queue, "first");
      assertThat(receive("operator", queue)).isEqualTo("first");
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void refuses_whoever_gives_no_name_or_a_wrong_password() {
    assertThatThrownBy(() -> broker.connect(null, null)).isInstanceOf(JMSException.class);
    assertThatThrownBy(() -> broker.connect("application", "guess"))
        .isInstanceOf(JMSSecurityException.class);
  }

  @Test
  void lets_the_dropper_write_starts_and_nothing_else() throws JMSException {
    send("dropper", START, "{}");
    assertRefused(() -> send("dropper", INBOX, "{}"), "not authorized to write");
    assertRefused(() -> receive("dropper", INBOX), "not authorized to read");
    assertRefused(() -> send("dropper", GIVEN_UP, "{}"), "not authorized to write");
    assertRefused(() -> receive("dropper", GIVEN_UP), "not authorized to read");
    assertRefused(() -> send("dropper", new ActiveMQQueue("another"), "{}"), "not authorized");
    assertRefused(() -> send("dropper", EVENTS, "{}"), "not authorized to write");
    assertRefused(() -> receive("dropper", EVENTS), "not authorized to read");
    assertRefused(() -> receive("dropper", START), "not authorized to read");
    assertRefused(() -> receive("dropper", COPIES), "not authorized to read");
    assertRefused(() -> delete("dropper", START), "not authorized to remove");
    assertThat(receive("application", START)).isEqualTo("{}");
  }

  @Test
  void lets_the_observer_read_copies_of_events_and_write_nothing() throws JMSException {
    try (Connection observer = broker.connect("observer")) {
      MessageConsumer copies = consumer(observer, COPIES);
      MessageConsumer live = consumer(observer, EVENTS);
      send("application", EVENTS, "ContractCreated");
      assertThat(copies.receive(5_000).getBody(String.class)).isEqualTo("ContractCreated");
      assertThat(live.receive(5_000).getBody(String.class)).isEqualTo("ContractCreated");
    }
    assertRefused(() -> send("observer", EVENTS, "{}"), "not authorized to write");
    assertRefused(() -> send("observer", START, "{}"), "not authorized to write");
    assertRefused(() -> send("observer", COPIES, "{}"), "not authorized to write");
    assertRefused(() -> receive("observer", START), "not authorized to read");
    assertRefused(() -> send("observer", INBOX, "{}"), "not authorized to write");
    assertRefused(() -> receive("observer", INBOX), "not authorized to read");
    assertRefused(() -> receive("observer", GIVEN_UP), "not authorized to read");
    assertRefused(() -> delete("observer", EVENTS), "not authorized to remove");
  }

  @Test
  void lets_the_application_use_its_queues_and_create_no_others() throws JMSException {
    send("application", INBOX, "work");
    assertThat(receive("application", INBOX)).isEqualTo("work");
    assertRefused(() -> send("application", new ActiveMQQueue("somebody.else"), "{}"), "not");
    assertRefused(() -> receive("application", COPIES), "not authorized to read");
  }

  @Test
  void keeps_messages_sent_as_not_persistent_through_a_kill() throws JMSException {
    Destination queue = new ActiveMQQueue("partner-onboarding.kept");
    send("operator", queue, "kept");
    broker.kill9();
    broker.restart();
    assertThat(receive("operator", queue)).isEqualTo("kept");
  }

  @Test
  void cuts_off_whoever_sends_more_than_a_frame_may_hold() throws JMSException {
    assertThatThrownBy(() -> send("dropper", START, "x".repeat(5 * 1024 * 1024)))
        .isInstanceOf(JMSException.class);
    send("dropper", START, "after");
    assertThat(receive("application", START)).isEqualTo("after");
  }

  @Test
  void refuses_the_connection_above_its_limit_and_takes_one_when_there_is_room()
      throws IOException {
    Deque<Socket> held = new ArrayDeque<>();
    try {
      while (held.size() < MOST_CONNECTIONS) {
        held.add(new Socket("127.0.0.1", broker.port()));
      }
      assertThatThrownBy(() -> broker.connect("operator")).isInstanceOf(JMSException.class);
      held.pop().close();
      await().atMost(Duration.ofSeconds(10)).until(StandaloneBrokerIT::takesOneMore);
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  @Test
  void listens_on_its_three_ports_and_on_none_for_management() {
    assertThat(ListeningPorts.of(broker.pid()))
        .containsExactlyInAnyOrder(broker.port(), broker.doors().stomp(), broker.doors().amqp());
  }

  @Test
  void does_not_start_without_a_password() {
    assertThat(StandaloneBroker.startWithoutPasswordOf("observer"))
        .startsWith("exit 1")
        .contains("Set ONBOARDING_BROKER_OBSERVER_PASSWORD");
  }

  private static boolean takesOneMore() {
    try (Connection one = broker.connect("operator")) {
      return one.getMetaData() != null;
    } catch (JMSException full) {
      return false;
    }
  }

  private static void send(String user, Destination to, String text) throws JMSException {
    try (Connection connection = broker.connect(user);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      ((ActiveMQConnection) connection).setAlwaysSyncSend(true);
      var producer = session.createProducer(to);
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      producer.send(session.createTextMessage(text));
    }
  }

  private static String receive(String user, Destination from) throws JMSException {
    try (Connection connection = broker.connect(user)) {
      Message message = consumer(connection, from).receive(5_000);
      return message == null ? null : message.getBody(String.class);
    }
  }

  private static void delete(String user, Destination destination) throws JMSException {
    try (Connection connection = broker.connect(user)) {
      var named = (ActiveMQDestination) destination;
      ((ActiveMQConnection) connection).destroyDestination(named);
    }
  }

  private static MessageConsumer consumer(Connection connection, Destination from)
      throws JMSException {
    return connection.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(from);
  }

  private static void assertRefused(ThrowingCallable act, String why) {
    assertThatThrownBy(act).isInstanceOf(JMSException.class).hasMessageContaining(why);
  }
}
