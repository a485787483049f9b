package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A broker that is away delays the work and not the start. */
@ExtendWith(OutputCaptureExtension.class)
class BrokerProbeTest {

  private final ConnectionFactory factory = mock(ConnectionFactory.class);
  private final BrokerProbe probe =
      new BrokerProbe(factory, "tcp://broker:61616", Duration.ofMillis(10));

  @Test
  void says_again_and_again_that_the_broker_is_away_until_it_comes(CapturedOutput output)
      throws Exception {
    when(factory.createConnection())
        .thenThrow(new JMSException("Connection refused"))
        .thenThrow(new JMSException("Connection refused"))
        .thenReturn(mock(Connection.class));
    probe.afterPropertiesSet();
    await()
        .untilAsserted(
            () ->
                assertThat(output)
                    .containsSubsequence(
                        "does not answer (Connection refused)",
                        "does not answer (Connection refused)",
                        "The broker at tcp://broker:61616 answers"));
  }

  @Test
  void wrong_credentials_end_the_start() throws Exception {
    when(factory.createConnection()).thenThrow(new JMSSecurityException("no"));
    assertThatThrownBy(probe::afterPropertiesSet).isInstanceOf(StartupFailure.class);
  }
}
