package com.hexabuilders.onboarding.routing.broker;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.KB;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.receive;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.proof.harness.Cable;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.ActiveMQConnection;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.command.DestinationInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stranger asks of the embedded broker costs those who send next to nothing. */
class BrokerGuardTest {

  private static final String NAME = "VirtualTopic.partner-onboarding.events";
  private static final Destination EVENTS = new ActiveMQTopic(NAME);
  private static final ActiveMQQueue START = new ActiveMQQueue("partner-onboarding.start");
  private static final String ENDLESS =
      "REGEX('^((a|aa)+)+$', '" + "a".repeat(60) + "!') OR JMSType = 'x'";

  @TempDir Path folder;

  @Test
  void a_selector_that_never_ends_is_refused_and_the_events_go_on() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection reader = fixture.connectByTcp("", "");
        Connection sender = fixture.connect();
        Session session = reader.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      assertThatThrownBy(() -> session.createConsumer(EVENTS, ENDLESS))
          .isInstanceOf(InvalidSelectorException.class)
          .hasMessageContaining("calls the function REGEX");
      assertThatThrownBy(() -> session.createBrowser(START, "XPATH '//a'").getEnumeration())
          .isInstanceOf(InvalidSelectorException.class);
      session.createConsumer(EVENTS, "JMSType LIKE 'Contract%'");
      send(sender, EVENTS, KB);
      send(sender, START, KB);
      assertThat(receive(sender, START)).isNotNull();
    }
  }

  @Test
  void a_watcher_that_wants_the_senders_own_thread_and_hangs_slows_nobody() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection sender = fixture.connect();
        Cable cable = Cable.to(fixture.port())) {
      Connection hanging = fixture.connectAsConsumerByTcp(cable.port());
      String wish = NAME + "?consumer.dispatchAsync=false&consumer.prefetchSize=1000000";
      hanging
          .createSession(false, Session.AUTO_ACKNOWLEDGE)
          .createConsumer(new ActiveMQTopic(wish));
      cable.cut();
      long begin = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        send(sender, EVENTS, 100 * KB);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void the_readers_of_one_connection_are_limited() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection reader = fixture.connectByTcp("", "");
        Connection another = fixture.connectByTcp("", "");
        Session session = reader.createSession(false, Session.AUTO_ACKNOWLEDGE);
        Session free = another.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      for (int i = 0; i < 100; i++) {
        session.createConsumer(EVENTS);
      }
      assertThatThrownBy(() -> session.createConsumer(EVENTS)).hasMessageContaining("limit: 100");
      assertThatCode(() -> free.createConsumer(EVENTS).close()).doesNotThrowAnyException();
    }
  }

  @Test
  void the_readers_of_one_topic_and_the_browsers_of_one_queue_are_limited() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection inside = fixture.connect();
        Session session = inside.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      for (int i = 0; i < ReaderLimits.ON_A_TOPIC; i++) {
        session.createConsumer(i % 2 == 0 ? EVENTS : new ActiveMQTopic("VirtualTopic.>"));
      }
      for (String wanted : new String[] {NAME, "VirtualTopic.*.events", "another," + NAME}) {
        assertThatThrownBy(() -> session.createConsumer(new ActiveMQTopic(wanted)))
            .isInstanceOf(JMSException.class)
            .hasMessageContaining("200 readers");
      }
      send(inside, START, KB);
      for (int i = 0; i < ReaderLimits.BROWSERS; i++) {
        assertThat(session.createBrowser(START).getEnumeration().hasMoreElements()).isTrue();
      }
      assertThatThrownBy(() -> session.createBrowser(START).getEnumeration())
          .hasMessageContaining("browsers");
      assertThat(receive(inside, START)).isNotNull();
    }
  }

  @Test
  void the_queues_of_observers_are_limited_until_one_is_removed() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        ActiveMQConnection inside = (ActiveMQConnection) fixture.connect();
        Session session = inside.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      for (int i = 0; i < CreationLimits.OBSERVERS; i++) {
        session.createConsumer(observer(i)).close();
      }
      assertThatThrownBy(() -> session.createConsumer(observer(50)))
          .hasMessageContaining("Remove the queue of an observer that is gone.");
      assertThatThrownBy(() -> inside.syncSendPacket(creation(inside, observer(51))))
          .hasMessageContaining("there are 50 queues of observers already");
      session.createConsumer(observer(7)).close();
      inside.destroyDestination(observer(7));
      session.createConsumer(observer(50)).close();
      send(inside, new ActiveMQQueue("partner-onboarding.still_there"), KB);
    }
  }

  @Test
  void a_store_with_more_queues_than_may_be_created_starts_and_keeps_them() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder)) {
      Broker unguarded = fixture.broker.service().getRegionBroker();
      ConnectionContext nobody = fixture.broker.service().getAdminConnectionContext();
      for (int i = 0; i <= CreationLimits.OBSERVERS; i++) {
        unguarded.addDestination(nobody, observer(i), false);
      }
    }
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection inside = fixture.connect();
        Session session = inside.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      send(inside, EVENTS, KB);
      assertThat(receive(inside, observer(50))).isNotNull();
      assertThatThrownBy(() -> session.createConsumer(observer(51)))
          .hasMessageContaining("there are 50 queues of observers already");
    }
  }

  private static DestinationInfo creation(ActiveMQConnection creator, ActiveMQQueue queue) {
    return new DestinationInfo(
        creator.getConnectionInfo().getConnectionId(), DestinationInfo.ADD_OPERATION_TYPE, queue);
  }

  private static ActiveMQQueue observer(int number) {
    return new ActiveMQQueue("Consumer.n" + number + "." + NAME);
  }

  @Test
  void guessing_the_password_ends_after_ten_times_whoever_knows_it() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder, "app", "secret")) {
      for (int i = 0; i < SignInLimit.MOST_FAILURES; i++) {
        assertThatThrownBy(() -> fixture.connectByTcp("app", "guess"))
            .isInstanceOf(JMSException.class); // the reason may be lost with the connection
      }
      assertThatThrownBy(() -> fixture.connectByTcp("app", "secret"))
          .isInstanceOf(JMSException.class);
      fixture.connect().close();
      BrokerGuard guard =
          (BrokerGuard) fixture.broker.service().getBroker().getAdaptor(BrokerGuard.class);
      assertThat(guard.failures("127.0.0.1", "app")).isEqualTo(SignInLimit.MOST_FAILURES);
    }
  }
}
