package com.hexabuilders.onboarding.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.ActiveMQSslConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker of {@code activemq/} with the comment marks around its TLS taken off. */
class BrokerTlsIT {

  @Test
  void speaks_tls_as_its_configuration_says_how(@TempDir Path folder) throws Exception {
    Path keys = folder.resolve("broker.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                "tls-secret")
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor()).isZero();
    try (StandaloneBroker tls = StandaloneBroker.startWithTls(keys, "tls-secret")) {
      ActiveMQSslConnectionFactory factory = new ActiveMQSslConnectionFactory(tls.url());
      factory.setTrustStore(keys.toString());
      factory.setTrustStorePassword("tls-secret");
      await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> answers(factory));
      assertThatThrownBy(() -> shakesHandsWithAStranger(tls.url()))
          .as("an unknown certificate")
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("PKIX");
      assertThatThrownBy(() -> answers(new ActiveMQSslConnectionFactory(tls.url())))
          .isInstanceOf(JMSException.class);
      String plain = tls.url().replace("ssl:", "tcp:");
      assertThatThrownBy(() -> answers(new ActiveMQConnectionFactory(plain)))
          .isInstanceOf(JMSException.class);
    }
  }

  /** Trusts only known authorities. A broker's client may see just that its socket was closed. */
  private static void shakesHandsWithAStranger(String url) throws IOException {
    URI broker = URI.create(url);
    try (SSLSocket socket =
        (SSLSocket)
            SSLSocketFactory.getDefault().createSocket(broker.getHost(), broker.getPort())) {
      socket.startHandshake();
    }
  }

  private static boolean answers(ActiveMQConnectionFactory factory) throws JMSException {
    factory.setConnectResponseTimeout(5_000);
    String password = StandaloneBroker.password("dropper");
    try (Connection connection = factory.createConnection("dropper", password)) {
      connection.start();
      return true;
    }
  }
}
