package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mock.env.MockEnvironment;

/** What stops a start is said in one sentence with the cure. */
class StartupFailureTest {

  private final MockEnvironment environment =
      new MockEnvironment()
          .withProperty("spring.datasource.url", "jdbc:postgresql://db:5432/x?password=hidden")
          .withProperty("onboarding.broker.url", "tcp://broker:61616?keep=hidden");

  @Test
  void names_a_taken_http_port() {
    assertThat(sentence(new PortInUseException(8080)))
        .isEqualTo(
            "The HTTP port 8080 is taken: stop the process that has it, or set"
                + " server.port=<free port>.");
  }

  @Test
  void names_a_database_in_use_away_closed_or_missing_without_its_secrets() {
    assertThat(sentence(new SQLException("locked", "90020", 90020)))
        .contains("open in another process", "onboarding.data-dir=");
    assertThat(sentence(new SQLException("Connection to db refused.\nmore", "08001")))
        .isEqualTo(
            "The database jdbc:postgresql://db:5432/x does not answer (Connection to db refused.):"
                + " start it, or set spring.datasource.url.");
    assertThat(sentence(new SQLException("no", "28P01"))).contains("spring.datasource.password");
    assertThat(sentence(new SQLException("no", "3D000"))).contains("does not exist");
  }

  @Test
  void names_a_broker_that_is_away_or_refuses_the_user() {
    JMSException away = new JMSException("x");
    away.initCause(new ConnectException("Connection refused"));
    assertThat(sentence(away))
        .isEqualTo(
            "The broker at tcp://broker:61616 does not answer (Connection refused): start it, or"
                + " set onboarding.broker.url.");
    assertThat(sentence(new JMSSecurityException("User name or password is invalid.")))
        .contains("refuses this user", "onboarding.broker.password");
  }

  @Test
  void names_a_setting_that_cannot_be_read() {
    MockEnvironment wrong = new MockEnvironment().withProperty("server.port", "abc");
    Throwable failure =
        catchThrowable(() -> Binder.get(wrong).bind("server.port", Integer.class).get());
    assertThat(sentence(failure))
        .isEqualTo("The setting server.port cannot be read: set it to a whole number.");
    wrong.setProperty("keep", "long");
    assertThat(sentence(catchThrowable(() -> Binder.get(wrong).bind("keep", Duration.class).get())))
        .isEqualTo("The setting keep cannot be read: set it to a time such as 30s or 5m.");
  }

  @Test
  void names_the_line_of_a_settings_file_that_is_not_yaml() {
    ByteArrayResource file =
        new ByteArrayResource("onboarding:\n\tx: 1\n".getBytes(StandardCharsets.UTF_8));
    Throwable failure =
        catchThrowable(() -> new YamlPropertySourceLoader().load("application.yaml", file));
    assertThat(sentence(failure)).startsWith("A settings file is not YAML in line 2 (");
  }

  @Test
  void leaves_everything_else_to_others() {
    StartupFailureAnalyzer analyzer = new StartupFailureAnalyzer(environment);
    assertThat(analyzer.analyze(new IllegalStateException("other"))).isNull();
    assertThat(analyzer.analyze(new SQLException("syntax", "42601"))).isNull();
    assertThat(new StartupFailureAnalyzer(null).analyze(new PortInUseException(1))).isNotNull();
  }

  private String sentence(Throwable cause) {
    Throwable outer = new IllegalStateException("outer", cause);
    FailureAnalysis analysis = new StartupFailureAnalyzer(environment).analyze(outer);
    return analysis.getDescription();
  }
}
