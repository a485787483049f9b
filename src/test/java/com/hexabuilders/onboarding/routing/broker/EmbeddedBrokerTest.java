package com.hexabuilders.onboarding.routing.broker;

import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.KB;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.MB;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.receive;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.send;
import static com.hexabuilders.onboarding.routing.broker.BrokerFixture.sendUntilRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.ListeningPorts;
import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.management.ObjectName;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What the broker inside the application keeps, refuses and reserves. */
class EmbeddedBrokerTest {

  private static final Destination START = new ActiveMQQueue("partner-onboarding.start");
  private static final Destination INBOX =
      new ActiveMQQueue("partner-onboarding.contract_creation");
  private static final Destination NEXT = new ActiveMQQueue("partner-onboarding.completion");

  @TempDir Path folder;

  @Test
  void steps_still_move_when_starts_have_filled_their_share_of_the_store() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection connection = fixture.connect()) {
      send(connection, INBOX, KB);
      assertThat(sendUntilRefused(connection, START)).isBetween(30, 50);
      assertThatThrownBy(() -> send(connection, START, MB)).isInstanceOf(JMSException.class);
      for (int i = 0; i < 20; i++) {
        BrokerFixture.moveOne(connection, INBOX, NEXT);
        BrokerFixture.moveOne(connection, NEXT, INBOX);
      }
    }
  }

  @Test
  void a_strangers_queue_leaves_room_for_starts_and_steps() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection stranger = fixture.connectByTcp("", "");
        Connection connection = fixture.connect()) {
      assertThat(sendUntilRefused(stranger, new ActiveMQQueue("junk"))).isLessThan(45);
      assertThat(new BrokerStoreHealth(fixture.broker).healthy()).isTrue();
      send(connection, START, KB);
      send(connection, INBOX, KB);
      BrokerFixture.moveOne(connection, INBOX, NEXT);
    }
  }

  @Test
  void closes_the_connection_of_a_frame_above_four_megabytes() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection connection = fixture.connectByTcp("", "")) {
      send(connection, START, 3 * MB);
      assertThatThrownBy(() -> send(connection, START, 5 * MB)).isInstanceOf(JMSException.class);
    }
  }

  @Test
  void wants_the_configured_user_from_everybody() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder, "app", "secret")) {
      fixture.connect().close();
      fixture.connectByTcp("app", "secret").close();
      assertThatThrownBy(() -> fixture.connectByTcp("", "")).isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> fixture.connectByTcp("app", "guess"))
          .isInstanceOf(JMSException.class);
    }
  }

  @Test
  void has_no_management_bean_through_which_it_could_be_changed() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder)) {
      assertThat(fixture.broker.service().isStarted()).isTrue();
      String name = fixture.broker.service().getBrokerName();
      ObjectName anything = new ObjectName("org.apache.activemq:brokerName=" + name + ",*");
      assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(anything, null)).isEmpty();
    }
  }

  @Test
  void listens_on_its_one_port_and_on_none_for_management() {
    Set<Integer> before = ListeningPorts.of(ProcessHandle.current().pid());
    try (BrokerFixture fixture = new BrokerFixture(folder)) {
      Set<Integer> opened = ListeningPorts.of(ProcessHandle.current().pid());
      opened.removeAll(before);
      assertThat(opened).containsExactly(URI.create(fixture.tcp).getPort());
    }
  }

  @Test
  void keeps_over_a_restart_what_was_sent_as_not_persistent() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection connection = fixture.connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      MessageProducer producer = session.createProducer(START);
      producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
      producer.send(session.createTextMessage("kept"));
    }
    try (BrokerFixture fixture = new BrokerFixture(folder);
        Connection connection = fixture.connect()) {
      assertThat(receive(connection, START).getBody(String.class)).isEqualTo("kept");
    }
  }

  @Test
  void starts_again_when_it_stopped_by_itself() throws Exception {
    try (BrokerFixture fixture = new BrokerFixture(folder)) {
      try (Connection connection = fixture.connect()) {
        send(connection, START, KB);
      }
      fixture.broker.service().stop();
      await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> startIsThere(fixture));
    }
  }

  @Test
  void names_a_taken_port_and_the_cure() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "tcp://127.0.0.1:" + taken.getLocalPort();
      EmbeddedBroker broker = new EmbeddedBroker(settings(listen), folder);
      assertThatThrownBy(broker::start)
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("cannot listen on " + listen)
          .hasMessageContaining("set onboarding.broker.listen=");
    }
  }

  @Test
  void names_a_store_in_use_and_the_cure() {
    try (BrokerFixture first = new BrokerFixture(folder)) {
      EmbeddedBroker second = new EmbeddedBroker(settings(""), folder);
      assertThatThrownBy(second::start)
          .isInstanceOf(StartupFailure.class)
          .hasMessageContaining("open in another process")
          .hasMessageContaining("set onboarding.data-dir=");
      assertThat(first.broker.service().isStarted()).isTrue();
    }
  }

  private static BrokerSettings settings(String listen) {
    return new BrokerSettings("", List.of(listen), "", "", DataSize.ofMegabytes(64));
  }

  private static boolean startIsThere(BrokerFixture fixture) throws JMSException {
    try (Connection connection = fixture.connect()) {
      return receive(connection, START) != null;
    }
  }
}
