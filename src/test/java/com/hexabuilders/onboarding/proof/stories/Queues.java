package com.hexabuilders.onboarding.proof.stories;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.command.ActiveMQQueue;

/** A connection of an outsider to the broker of a story. */
final class Queues implements AutoCloseable {

  static final String START = "partner-onboarding.start";
  static final String DEAD_LETTERS = "partner-onboarding.dead-letter";

  /** Where the broker puts what it gives up; nothing of ours may ever come here. */
  static final String BROKER_DEAD_LETTERS = "ActiveMQ.DLQ";

  private final Connection connection;

  private Queues(Connection connection) {
    this.connection = connection;
  }

  /** Connects to the broker inside an application. */
  static Queues of(PackagedApp app) throws JMSException {
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(app.brokerUrl());
    factory.setWatchTopicAdvisories(false);
    Connection connection = factory.createConnection();
    connection.start();
    return new Queues(connection);
  }

  /** Connects to a broker of its own as the user who may do everything. */
  static Queues of(StandaloneBroker broker) throws JMSException {
    return new Queues(broker.connect("operator"));
  }

  void drop(String order) throws JMSException {
    dropAll(List.of(order));
  }

  /** Drops orders as text, all in one transaction. */
  void dropAll(Collection<String> orders) throws JMSException {
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(new ActiveMQQueue(START))) {
      for (String order : orders) {
        producer.send(session.createTextMessage(order));
      }
      session.commit();
    }
  }

  void dropBytes(String order) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(new ActiveMQQueue(START))) {
      BytesMessage message = session.createBytesMessage();
      message.writeBytes(order.getBytes(StandardCharsets.UTF_8));
      producer.send(message);
    }
  }

  /** Takes messages off a queue until one fits, or the time is over. */
  Optional<Message> take(String queue, Predicate<Message> wanted, Duration atMost)
      throws JMSException {
    long end = System.nanoTime() + atMost.toNanos();
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(new ActiveMQQueue(queue))) {
      Message message = consumer.receive(atMost.toMillis());
      while (message != null && !wanted.test(message)) {
        message = consumer.receive(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      }
      return Optional.ofNullable(message);
    }
  }

  /** What lies in a queue, at least its first page. */
  List<?> browse(String queue) throws JMSException {
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      Enumeration<?> messages = session.createBrowser(new ActiveMQQueue(queue)).getEnumeration();
      return Collections.list(messages);
    }
  }

  /** Listens to every event from now on, as {@code Consumer.<name>} of the virtual topic. */
  Observer observe(String name) throws JMSException {
    return new Observer(connection, name);
  }

  /** Lets go of the broker, which may be gone already. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (JMSException gone) {
      // a story has killed it
    }
  }
}
