package com.hexabuilders.onboarding.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doors and the guard of the broker of {@code activemq/}, with ActiveMQ's own classes. */
class StandaloneDoorsIT {

  private static final ActiveMQQueue START = new ActiveMQQueue("partner-onboarding.start");
  private static final String EVENTS = "VirtualTopic.partner-onboarding.events";
  private static final String ENDLESS =
      "REGEX('^((a|aa)+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')";
  private static final String BACKTRACKS =
      "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' LIKE '%a%a%a%a%a%a%a%b'";
  private static final String ORDER = "{\"nombre\": \"Ñandú 🦤\"}";

  @TempDir static Path folder;

  private static StandaloneBroker broker;

  @BeforeAll
  static void start() {
    Path jar = PackagedApp.jar().resolveSibling("partner-onboarding-broker-guard.jar");
    assertThat(jar).exists();
    broker = StandaloneBroker.startWithJar(jar.toAbsolutePath());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stomp", "amqp"})
  void the_dropper_drops_and_the_observer_reads_by_every_protocol(String protocol)
      throws Exception {
    Path order = Files.writeString(folder.resolve(protocol + ".json"), ORDER);
    assertThat(client(protocol, "dropper").drop("text", "corr-1", order).exitCode()).isZero();
    assertThat(client(protocol, "observer").drop("text", "corr-1", order).exitCode()).isNotZero();
    try (Connection application = broker.connect("application");
        Session session = application.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      var message = session.createConsumer(START).receive(5_000);
      assertThat(message.getBody(String.class)).isEqualTo(ORDER);
      assertThat(message.getJMSCorrelationID()).isEqualTo("corr-1");
      String copies = "Consumer." + protocol + "." + EVENTS;
      try (Connection observer = broker.connect("observer")) {
        observer.createSession().createConsumer(new ActiveMQQueue(copies)).close();
      }
      session.createProducer(new ActiveMQTopic(EVENTS)).send(session.createTextMessage(ORDER));
      Process reader = client(protocol, "observer").read("queue://" + copies, 1);
      assertThat(NodeClient.ended(reader).output()).contains("🦤");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ENDLESS, BACKTRACKS, "XPATH '//a'"})
  void a_selector_that_may_run_for_ever_is_refused(String selector) throws JMSException {
    try (Connection observer = broker.connect("observer");
        Session session = observer.createSession()) {
      assertThatThrownBy(() -> session.createConsumer(new ActiveMQTopic(EVENTS), selector))
          .isInstanceOf(InvalidSelectorException.class)
          .hasMessageContaining("Use comparisons");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stomp", "amqp"})
  void guessing_a_password_ends_after_ten_times_whatever_the_protocol(String protocol)
      throws IOException {
    String victim = protocol.equals("stomp") ? "operator" : "application";
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> broker.connect(victim, "guess")).hasMessageContaining("invalid");
    }
    Path order = Files.writeString(folder.resolve("guess.json"), ORDER);
    NodeClient knowing = client(protocol, victim);
    assertThat(knowing.drop("text", "c", order).exitCode()).isNotZero();
    assertThatThrownBy(() -> broker.connect(victim)).hasMessageContaining("too many");
  }

  @Test
  void without_the_guards_jar_it_says_so_and_refuses_functions_all_the_same() throws JMSException {
    assertThat(broker.output()).contains("The guard of selectors, readers and sign-ins is on.");
    try (StandaloneBroker stock = StandaloneBroker.startWithJar(null);
        Connection observer = stock.connect("observer");
        Session session = observer.createSession()) {
      assertThat(stock.output()).contains("The guard is off: put partner-onboarding-broker-guard");
      assertThatThrownBy(() -> session.createConsumer(new ActiveMQTopic(EVENTS), ENDLESS))
          .isInstanceOf(JMSException.class);
    }
  }

  private static NodeClient client(String protocol, String user) {
    return broker.doors().client(protocol, user, StandaloneBroker.password(user));
  }
}
