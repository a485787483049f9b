package com.hexabuilders.onboarding.routing.broker;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.KB;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.receive;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue or topic with a strange name stands in nobody's way. */
class DestinationNamesTest {

  private static final String NAME = "VirtualTopic.partner-onboarding.events";
  private static final ActiveMQTopic EVENTS = new ActiveMQTopic(NAME);
  private static final ActiveMQQueue OBSERVER = new ActiveMQQueue("Consumer.eve." + NAME);
  private static final List<ActiveMQDestination> STRANGE =
      List.of(
          new ActiveMQQueue(NAME),
          new ActiveMQQueue(">"),
          new ActiveMQQueue("VirtualTopic.>"),
          new ActiveMQQueue("*.*.*"),
          new ActiveMQTopic(">"));

  @TempDir Path folder;

  @Test
  void events_go_on_whatever_queues_the_store_holds() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder)) {
      for (ActiveMQDestination strange : STRANGE) {
        made(fixture.broker.service(), strange);
      }
      goOn(fixture);
    }
  }

  @Test
  void nobody_makes_a_queue_of_a_topics_name_or_of_a_pattern() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection stranger = fixture.connectByTcp("", "");
        Session session = stranger.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      for (ActiveMQDestination strange : STRANGE) {
        assertThatThrownBy(() -> session.createProducer(strange))
            .as(strange.toString())
            .isInstanceOf(InvalidDestinationException.class);
      }
      ActiveMQQueue queue = new ActiveMQQueue(NAME);
      assertThatThrownBy(() -> session.createConsumer(queue))
          .isInstanceOf(InvalidDestinationException.class)
          .hasMessageContaining("is a topic");
      assertThatThrownBy(() -> session.createBrowser(queue).getEnumeration())
          .isInstanceOf(InvalidDestinationException.class);
      session.createConsumer(new ActiveMQQueue("VirtualTopic.>")).close();
      goOn(fixture);
      assertThat(fixture.broker.service().getBroker().getDestinationMap())
          .doesNotContainKeys(STRANGE.toArray(ActiveMQDestination[]::new));
    }
  }

  private static void goOn(BrokerFixture fixture) throws Exception {
    try (Connection application = fixture.connect()) {
      try (Session session = application.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
        session.createConsumer(OBSERVER).close();
      }
      send(application, EVENTS, KB);
      assertThat(receive(application, OBSERVER)).isNotNull();
    }
  }

  /** As the broker makes what its store holds. */
  private static void made(BrokerService service, ActiveMQDestination strange) throws Exception {
    service.getBroker().addDestination(service.getAdminConnectionContext(), strange, false);
  }
}
