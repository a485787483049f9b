package com.hexabuilders.onboarding.proof.benchmark;

import com.hexabuilders.onboarding.proof.harness.EmbeddedCopy;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.activemq.ActiveMQConnectionFactory;

/**
 * What is measured: the jar, once or more often, with a fresh PostgreSQL, unless its embedded
 * database is asked for (then {@link #postgres} is null), and a fresh broker.
 */
final class Target implements AutoCloseable {

  final Options options;
  final RealPostgres postgres;
  final StandaloneBroker broker;
  private final List<PackagedApp> apps = new ArrayList<>();

  private Target(Options options) {
    this.options = options;
    postgres = options.embedded() ? null : RealPostgres.start();
    try {
      broker = options.broker() ? StandaloneBroker.start() : null;
    } catch (RuntimeException | Error e) {
      if (postgres != null) {
        postgres.close();
      }
      throw e;
    }
  }

  /** Where its rows are to be looked at: the database, or a copy of the embedded one as it is. */
  DataSource rows() {
    return postgres == null ? EmbeddedCopy.of(first()) : postgres.dataSource();
  }

  /** Starts all of it and waits until it is ready. */
  static Target start(Options options) {
    Target target = new Target(options);
    try {
      for (int i = 0; i < options.instances(); i++) {
        target.launch().awaitReady(); // one by one: the first makes the tables
      }
      return target;
    } catch (RuntimeException | Error e) {
      target.close();
      throw e;
    }
  }

  private PackagedApp launch() {
    List<String> arguments = new ArrayList<>(options.arguments());
    if (postgres != null) {
      arguments.addAll(postgres.appArguments());
    }
    if (broker != null) {
      arguments.addAll(broker.appArguments());
    }
    Map<String, String> jvm =
        Map.of("_JAVA_OPTIONS", "-Xmx" + options.heap() + " " + Options.jvm());
    apps.add(PackagedApp.launch(PackagedApp.jar(), jvm, arguments.toArray(String[]::new)));
    return apps.get(apps.size() - 1);
  }

  List<PackagedApp> apps() {
    return apps;
  }

  PackagedApp first() {
    return apps.get(0);
  }

  /** A started connection to the broker. */
  Connection connect() throws JMSException {
    if (broker != null) {
      return broker.connect("operator");
    }
    ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(apps.get(0).brokerUrl());
    factory.setWatchTopicAdvisories(false);
    Connection connection = factory.createConnection();
    connection.start();
    return connection;
  }

  /** Hands starts in as the options say. */
  Starter starter(Connection connection) throws JMSException {
    return options.rest()
        ? Starter.byRest(apps.stream().map(PackagedApp::port).toList())
        : Starter.byQueue(connection);
  }

  /** Ends all processes, also if one of them resists. */
  @Override
  public void close() {
    List<AutoCloseable> all = new ArrayList<>(apps);
    Stream.of(broker, postgres).filter(Objects::nonNull).forEach(all::add);
    RuntimeException failure = null;
    for (AutoCloseable process : all) {
      try {
        process.close();
      } catch (Exception e) {
        failure = new IllegalStateException("not ended: " + process, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
