package com.hexabuilders.onboarding.routing.broker;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.moveOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever observes events may lose copies and never stops or slows a saga. */
class ObserverLimitsTest {

  private static final int KB = 1024;
  private static final int MB = 1024 * KB;
  private static final Destination INBOX =
      new ActiveMQQueue("partner-onboarding.contract_creation");
  private static final Destination NEXT = new ActiveMQQueue("partner-onboarding.completion");
  private static final Destination COPIES =
      new ActiveMQQueue("Consumer.idle.VirtualTopic.partner-onboarding.events");
  private static final ActiveMQTopic EVENTS =
      new ActiveMQTopic("VirtualTopic.partner-onboarding.events");

  @TempDir Path folder;

  @Test
  void an_observer_that_does_not_read_loses_copies_and_stops_nobody() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection connection = fixture.connect()) {
      try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
        session.createConsumer(COPIES).close();
      }
      for (int i = 0; i < 45; i++) {
        announce(connection);
      }
      for (int i = 0; i < 45; i++) {
        moveOne(connection, INBOX, NEXT);
      }
    }
  }

  @Test
  void a_watcher_that_hangs_slows_nobody() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection hanging = fixture.connectByTcp("", "");
        Connection connection = fixture.connect();
        Session watcher = hanging.createSession(false, Session.CLIENT_ACKNOWLEDGE)) {
      watcher.createConsumer(EVENTS);
      long begin = System.nanoTime();
      try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
          MessageProducer producer = session.createProducer(EVENTS)) {
        for (int i = 0; i < 3_000; i++) {
          producer.send(session.createTextMessage("x".repeat(10 * KB)));
          if (i % 50 == 49) {
            session.commit();
          }
        }
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void refuses_durable_subscribers_because_they_would_fill_the_store() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection connection = BrokerClients.plain(fixture.tcp, "", "").createConnection()) {
      connection.setClientID("sleeper");
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      assertThatThrownBy(() -> session.createDurableSubscriber(EVENTS, "sleeper"))
          .isInstanceOf(JMSException.class);
    }
  }

  /** As a step does it: the observers' copy and the next inbox in one transaction. */
  private static void announce(Connection connection) throws JMSException {
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      session.createProducer(EVENTS).send(session.createTextMessage("x".repeat(MB)));
      session.createProducer(INBOX).send(session.createTextMessage("x".repeat(KB)));
      session.commit();
    }
  }
}
