package com.hexabuilders.onboarding.routing.broker;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.receive;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where what is sent may end, and where not. */
class ClientSendsTest {

  private static final Destination EVENTS =
      new ActiveMQTopic("VirtualTopic.partner-onboarding.events");
  private static final ActiveMQQueue START = new ActiveMQQueue("partner-onboarding.start");

  @TempDir Path folder;

  @Test
  void what_a_watcher_that_never_reads_loses_is_no_dead_letter() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection watcher = fixture.connectByTcp("", "");
        Connection sender = fixture.connect()) {
      watcher.createSession(false, Session.AUTO_ACKNOWLEDGE).createConsumer(EVENTS);
      for (int i = 0; i < 3_000; i++) {
        send(sender, EVENTS, 1);
      }
      assertThat(receive(sender, new ActiveMQQueue("ActiveMQ.DLQ"))).isNull();
    }
  }

  @Test
  void a_message_for_a_pattern_of_names_is_refused() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection client = fixture.connectByTcp("", "");
        Connection inside = fixture.connect()) {
      for (String pattern :
          new String[] {
            "partner-onboarding.st*", "partner-onboarding.>", "partner-onboarding.start,a.*"
          }) {
        assertThatThrownBy(() -> send(client, new ActiveMQQueue(pattern), 1))
            .as(pattern)
            .isInstanceOf(JMSException.class)
            .hasMessageContaining("is a pattern");
      }
      assertThat(receive(inside, START)).isNull();
    }
  }

  /** As an order would be that a STOMP client sends to /topic instead of /queue. */
  @Test
  void a_message_for_a_topic_that_has_the_name_of_a_queue_is_refused() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection client = fixture.connectByTcp("", "");
        Connection inside = fixture.connect()) {
      send(inside, START, 1);
      String name = START.getPhysicalName();
      for (String topic : new String[] {name, "other," + name}) {
        assertThatThrownBy(() -> send(client, new ActiveMQTopic(topic), 1))
            .as(topic)
            .isInstanceOf(JMSException.class)
            .hasMessageContaining("is a queue: send to the queue");
      }
      send(client, new ActiveMQTopic("other"), 1);
    }
  }
}
