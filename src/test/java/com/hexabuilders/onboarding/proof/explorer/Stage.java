package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.proof.harness.ExploredApp;
import com.hexabuilders.onboarding.proof.harness.RealPostgres;
import com.hexabuilders.onboarding.proof.harness.StandaloneBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The application under exploration with a database and a broker of its own, all of them empty. */
final class Stage implements AutoCloseable {

  /** Longer than the transaction's limit and the watchdog's next look after it. */
  static final Duration HANG = Duration.ofMillis(4_500);

  private static final List<String> QUICK =
      List.of(
          "--onboarding.transaction.max=2s",
          "--onboarding.sweeper.period=500ms",
          "--onboarding.steps.default.immediate-retries=0",
          "--onboarding.steps.default.delayed-retries=2",
          "--onboarding.steps.default.backoff=200ms",
          "--onboarding.steps.default.undo.immediate-retries=0",
          "--onboarding.steps.default.undo.backoff=200ms",
          "--onboarding.steps.campaigns_enabled.on-exhausted=suspend",
          "--onboarding.steps.partner_registration.consumers=2",
          "--onboarding.steps.recruitment_setup.timeout=8s");

  private static final AtomicInteger DATABASES = new AtomicInteger();

  final Link link = new Link();
  final Ground ground;
  final ExploredApp app;
  final JdbcTemplate jdbc;
  final Breakage breakage;
  private final StandaloneBroker broker;
  private final String name;
  private final Connection connection;
  private final Observers observers;

  /**
   * Starts everything but its ground.
   *
   * @param classes what {@link Patch} has compiled
   */
  Stage(Ground ground, Path unpacked, Path classes) throws JMSException {
    this.ground = ground;
    RealPostgres postgres = ground.postgres;
    String database = "explored" + DATABASES.getAndIncrement();
    name = database;
    new JdbcTemplate(postgres.dataSource()).execute("create database " + database);
    String url = postgres.jdbcUrl().replace("/postgres", "/" + database);
    jdbc = new JdbcTemplate(new DriverManagerDataSource(url, postgres.username(), ""));
    broker = StandaloneBroker.start();
    connection = broker.connect("operator");
    observers = new Observers(connection);
    List<String> arguments = new ArrayList<>(QUICK);
    arguments.addAll(broker.appArguments());
    arguments.add("--spring.datasource.url=" + url);
    arguments.add("--spring.datasource.username=" + postgres.username());
    arguments.add("--spring.datasource.password=");
    List<String> properties = List.of("-Dexplorer.port=" + link.port());
    app = new ExploredApp(unpacked, classes, Trap.class.getName(), properties, arguments);
    app.start();
    breakage = new Breakage(jdbc);
  }

  Connection connection() {
    return connection;
  }

  Observers observers() {
    return observers;
  }

  /** Keeps what the application wrote, for whoever looks into a red cell. */
  @Override
  public void close() {
    try {
      Files.writeString(Path.of("target", name + ".log"), app.output());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    app.close();
    link.close();
    try {
      connection.close();
    } catch (JMSException e) {
      // the broker is closed next
    }
    broker.close();
  }
}
