package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.FreePorts;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.springframework.util.unit.DataSize;

/** An embedded broker with the smallest store, on a free port, and the sends tests need. */
public final class BrokerFixture implements AutoCloseable {

  public static final int KB = 1024;
  public static final int MB = 1024 * KB;

  public final EmbeddedBroker broker;
  public final String tcp;
  private final BrokerSettings settings;

  public BrokerFixture(Path folder) {
    this(folder, "", "");
  }

  /**
   * @param doors further addresses it listens on, e.g. {@code stomp://127.0.0.1:61613}
   */
  public BrokerFixture(Path folder, String user, String password, String... doors) {
    this.tcp = "tcp://127.0.0.1:" + FreePorts.next();
    List<String> listen = Stream.concat(Stream.of(tcp), Stream.of(doors)).toList();
    this.settings = new BrokerSettings("", listen, user, password, DataSize.ofMegabytes(64));
    this.broker = new EmbeddedBroker(settings, folder);
    broker.start();
  }

  /** A started connection inside the JVM, as the application makes it. */
  public Connection connect() throws JMSException {
    return started(BrokerClients.consumers(broker.url(), settings, 100));
  }

  /** The same through the listener, or a cable to it, as an instance with a broker elsewhere. */
  public Connection connectAsConsumerByTcp(int port) throws JMSException {
    String url =
        BrokerUrl.client(
            "tcp://127.0.0.1:" + port + "?wireFormat.maxInactivityDurationInitalDelay=1000");
    return started(BrokerClients.consumers(url, settings, 100));
  }

  /** Port of the listener. */
  public int port() {
    return URI.create(tcp).getPort();
  }

  /** A started connection through the listener, as any program makes it. */
  public Connection connectByTcp(String user, String password) throws JMSException {
    return started(BrokerClients.plain(tcp, user, password));
  }

  public static void send(Connection connection, Destination to, int bytes) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(to)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.send(session.createTextMessage("x".repeat(bytes)));
    }
  }

  /** One step: acknowledge and send in one transaction. */
  public static void moveOne(Connection connection, Destination from, Destination to)
      throws JMSException {
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(from)) {
      Message message = consumer.receive(5_000);
      assertThat(message).isNotNull();
      session.createProducer(to).send(session.createTextMessage("moved"));
      session.commit();
    }
  }

  /**
   * Sends messages of a megabyte until there is no room, and returns how many there was room for.
   */
  public static int sendUntilRefused(Connection connection, Destination to) {
    for (int sent = 0; sent < 100; sent++) {
      try {
        send(connection, to, MB);
      } catch (JMSException full) {
        return sent;
      }
    }
    return 100;
  }

  /** The next message of a queue, taken; null if there is none for three seconds. */
  public static Message receive(Connection connection, Destination from) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(from)) {
      return consumer.receive(3_000);
    }
  }

  private static Connection started(ActiveMQConnectionFactory factory) throws JMSException {
    Connection connection = factory.createConnection();
    try {
      connection.start();
      return connection;
    } catch (JMSException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public void close() {
    broker.stop();
  }

  /** How often a user's sign-in from this address failed lately. */
  public int failures(String address, String user) throws Exception {
    BrokerGuard guard = (BrokerGuard) broker.service().getBroker().getAdaptor(BrokerGuard.class);
    return guard.failures(address, user);
  }
}
