package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.routing.broker.BrokerFailures;
import com.hexabuilders.onboarding.routing.settings.StartupFailure;
import com.hexabuilders.onboarding.saga.CauseChain;
import com.hexabuilders.onboarding.saga.database.UnusableDatabase;
import com.hexabuilders.onboarding.saga.definition.WrongRouteFiles;
import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Turns what commonly stops a start into one sentence with cause and cure. The causes are a taken
 * port, a data folder in use, and a database or broker that does not answer. Route files that make
 * no saga are one too. Everything else is left to other analyzers.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartupFailureAnalyzer implements FailureAnalyzer {

  private static final int H2_DATABASE_ALREADY_OPEN = 90020;

  private final Environment environment;

  StartupFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    return sentence(failure)
        .map(sentence -> new FailureAnalysis(sentence, null, failure))
        .orElse(null);
  }

  private Optional<String> sentence(Throwable failure) {
    return CauseChain.first(failure, StartupFailure.class)
        .map(Throwable::getMessage)
        .or(() -> CauseChain.first(failure, WrongRouteFiles.class).map(Throwable::getMessage))
        .or(() -> CauseChain.first(failure, UnusableDatabase.class).map(Throwable::getMessage))
        .or(() -> UnreadableSetting.sentence(failure))
        .or(() -> CauseChain.first(failure, PortInUseException.class).map(this::portTaken))
        .or(() -> CauseChain.lastSql(failure).flatMap(this::database))
        .or(() -> CauseChain.first(failure, JMSException.class).map(this::broker));
  }

  private String portTaken(PortInUseException taken) {
    return "The HTTP port "
        + taken.getPort()
        + " is taken: stop the process that has it, or set server.port=<free port>.";
  }

  private Optional<String> database(SQLException failure) {
    String database = "The database " + setting("spring.datasource.url").replaceAll("[?;].*", "");
    return trouble(failure).map(trouble -> database + trouble);
  }

  private static Optional<String> trouble(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    String cause = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    String trouble = null;
    if (failure.getErrorCode() == H2_DATABASE_ALREADY_OPEN) {
      trouble =
          " is open in another process: stop that one, or set onboarding.data-dir=<own folder>.";
    } else if (state.startsWith("28") || state.equals("08004")) {
      String settings = "spring.datasource.username and spring.datasource.password";
      trouble = " refuses this user (" + cause + "): set " + settings + ".";
    } else if (state.startsWith("08") || state.startsWith("57P")) {
      trouble = " does not answer (" + cause + "): start it, or set spring.datasource.url.";
    } else if (state.equals("3D000")) {
      trouble = " does not exist (" + cause + "): create it, or set spring.datasource.url.";
    }
    return Optional.ofNullable(trouble);
  }

  private String broker(JMSException failure) {
    return BrokerFailures.sentence(
        setting("onboarding.broker.url"), failure, BrokerFailures.SETTINGS);
  }

  private String setting(String name) {
    return environment == null ? "" : environment.getProperty(name, "");
  }
}
