package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.hexabuilders.onboarding.proof.harness.FreePorts;
import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import com.hexabuilders.onboarding.saga.CauseChain;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Settings alone decide which broker beans exist, and every connection has its limits. */
@ExtendWith(OutputCaptureExtension.class)
class BrokerConnectionsTest {

  @TempDir Path folder;

  @Test
  void embeds_a_broker_when_none_is_configured() {
    runner("onboarding.broker.listen=")
        .run(
            context -> {
              assertThat(context).hasSingleBean(EmbeddedBroker.class);
              context.getBean(ConnectionFactory.class).createConnection().close();
            });
    // The folder is free again: a second start is not refused.
    runner("onboarding.broker.listen=").run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void starts_while_the_configured_broker_is_away_and_says_so(CapturedOutput output) {
    String url = "tcp://127.0.0.1:" + FreePorts.next();
    runner("onboarding.broker.url=" + url)
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedBroker.class);
              assertThat(output).contains("The broker at " + url + " does not answer");
            });
  }

  @Test
  void does_not_start_with_credentials_the_configured_broker_refuses() {
    try (BrokerFixture broker = new BrokerFixture(folder.resolve("other"), "app", "secret")) {
      runner(
              "onboarding.broker.url=" + broker.tcp,
              "onboarding.broker.user=app",
              "onboarding.broker.password=guess")
          .run(
              context ->
                  assertThat(CauseChain.first(context.getStartupFailure(), StartupFailure.class))
                      .get()
                      .extracting(Throwable::getMessage, STRING)
                      .contains("refuses this user"));
    }
  }

  @Test
  void never_gives_a_message_up_and_never_waits_without_limit() {
    runner("onboarding.broker.listen=", "onboarding.batch.max=30")
        .run(
            context -> {
              var factory = (ActiveMQConnectionFactory) context.getBean(ConnectionFactory.class);
              assertThat(factory.getRedeliveryPolicy().getMaximumRedeliveries()).isEqualTo(-1);
              assertThat(factory.isCheckForDuplicates()).isFalse();
              assertThat(factory.getPrefetchPolicy().getQueuePrefetch()).isEqualTo(60);
              assertThat(factory.isTrustAllPackages()).isFalse();
              assertThat(factory.getTrustedPackages()).isEmpty();
              assertThat(factory.isWatchTopicAdvisories()).isFalse();
              assertThat(factory.getSendTimeout()).isZero(); // else each waits; the commit does
              assertThat(factory.getRequestTimeout()).isPositive();
              assertThat(factory.getConnectResponseTimeout()).isPositive();
            });
  }

  @Test
  void a_failover_address_without_a_broker_fails_instead_of_waiting() {
    String url = BrokerUrl.client("failover:(tcp://127.0.0.1:" + FreePorts.next() + ")");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try (Connection connection = BrokerClients.plain(url, "", "").createConnection()) {
            assertThatThrownBy(connection::start).isInstanceOf(JMSException.class);
          }
        });
  }

  private ApplicationContextRunner runner(String... properties) {
    return new ApplicationContextRunner()
        .withUserConfiguration(BrokerConnections.class)
        .withPropertyValues("onboarding.data-dir=" + folder, "onboarding.batch.max=50")
        .withPropertyValues(properties);
  }
}
