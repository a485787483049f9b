package com.hexabuilders.onboarding.routing.batch;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.FreePorts;
import com.hexabuilders.onboarding.proof.harness.NodeClient;
import com.hexabuilders.onboarding.routing.broker.BrokerFixture;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** STOMP and AMQP 1.0 are doors like OpenWire: the same texts, users and limits. */
class ForeignClientsTest {

  private static final ActiveMQQueue START = new ActiveMQQueue("partner-onboarding.start");
  private static final String ORDER = "{\"nombre\": \"Ñandú 🦤 GmbH\", \"note\": \"“x”\\n\"}";

  @TempDir static Path folder;

  private static BrokerFixture fixture;
  private static Connection inside;
  private static final int STOMP = FreePorts.next();
  private static final int AMQP = FreePorts.next();

  @BeforeAll
  static void start() throws JMSException {
    fixture =
        new BrokerFixture(
            folder.resolve("data"),
            "app",
            "secret",
            "stomp://127.0.0.1:" + STOMP,
            "amqp://127.0.0.1:" + AMQP);
    inside = fixture.connect();
  }

  @AfterAll
  static void stop() throws JMSException {
    inside.close();
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({"stomp,text", "stomp,bytes", "amqp,text", "amqp,bytes", "amqp,data"})
  void a_dropped_order_arrives_as_it_was_written(String protocol, String kind) throws Exception {
    assertThat(client(protocol).drop(kind, "corr-7", file(ORDER)).exitCode()).isZero();
    Message message = receive(inside, START);
    Delivery delivery = MessageReader.read(START.getPhysicalName(), message);
    assertThat(delivery.body()).isEqualTo(ORDER);
    assertThat(delivery.messageId()).startsWith("ID:").hasSizeGreaterThan(20);
    assertThat(message.getJMSCorrelationID()).isEqualTo("corr-7");
  }

  @Test
  void the_example_of_the_documentation_drops_an_order() throws Exception {
    assertThat(client("amqp").example(file(ORDER)).exitCode()).isZero();
    assertThat(receive(inside, START).getBody(String.class)).isEqualTo(ORDER);
  }

  @Test
  void a_number_that_a_program_counts_up_is_no_identity_and_a_long_id_is() throws Exception {
    NodeClient amqp = client("amqp");
    Stream.of(
            "1",
            "1",
            "9f1c2d3e-0000-4000-8000-000000000001",
            "9f1c2d3e-0000-4000-8000-000000000001")
        .forEach(id -> assertThat(amqp.drop("text", "c", file("{}"), id).exitCode()).isZero());
    assertThat(identity()).startsWith("ID:").isNotEqualTo(identity());
    assertThat(identity())
        .isEqualTo("ID:9f1c2d3e-0000-4000-8000-000000000001")
        .isEqualTo(identity());
  }

  @Test
  void a_map_is_not_read() throws Exception {
    assertThat(client("amqp").drop("map", "c", file("{\"a\": 1}")).exitCode()).isZero();
    Delivery delivery = MessageReader.read(START.getPhysicalName(), receive(inside, START));
    assertThat(delivery.rejection().kind()).isEqualTo(DeadLetterKind.UNSUPPORTED_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stomp", "amqp"})
  void an_observer_reads_events_as_text(String protocol) throws Exception {
    String topic = "VirtualTopic.partner-onboarding.events";
    Process reader = client(protocol).read("topic://" + topic, 1);
    ActiveMQTopic events = new ActiveMQTopic(topic);
    await()
        .until(
            () ->
                fixture.broker.service().getBroker().getDestinations(events).stream()
                    .anyMatch(found -> !found.getConsumers().isEmpty()));
    publish(events);
    Ended ran = NodeClient.ended(reader);
    assertThat(ran.output()).contains("🦤", "\"correlation\":\"corr-9\"", "nombre");
    assertThat(ran.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stomp", "amqp"})
  void what_is_larger_than_a_frame_may_be_is_refused(String protocol) throws Exception {
    assertThat(client(protocol).drop("text", "c", file("x".repeat(5 << 20))).exitCode())
        .isNotZero();
    assertThat(client(protocol).drop("text", "c", file("after")).exitCode()).isZero();
    assertThat(receive(inside, START).getBody(String.class)).isEqualTo("after");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stomp", "amqp"})
  void failed_sign_ins_count_for_their_address_and_name(String protocol) throws Exception {
    String guesser = "guesser-" + protocol;
    NodeClient guess = new NodeClient(protocol, port(protocol), guesser, "guess");
    for (int i = 0; i < 2; i++) {
      assertThat(guess.drop("text", "c", file("{}")).exitCode()).isNotZero();
    }
    assertThat(fixture.failures("127.0.0.1", guesser)).isEqualTo(2);
  }

  private static NodeClient client(String protocol) {
    return new NodeClient(protocol, port(protocol), "app", "secret");
  }

  private static int port(String protocol) {
    return protocol.equals("stomp") ? STOMP : AMQP;
  }

  private static String identity() throws JMSException {
    return MessageReader.read(START.getPhysicalName(), receive(inside, START)).messageId();
  }

  private static Path file(String body) {
    try {
      return Files.writeString(Files.createTempFile(folder, "order", ".json"), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void publish(ActiveMQTopic events) throws JMSException {
    try (Session session = inside.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      TextMessage event = session.createTextMessage(ORDER);
      event.setJMSCorrelationID("corr-9");
      session.createProducer(events).send(event);
    }
  }
}
