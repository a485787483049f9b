package com.hexabuilders.onboarding.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Locale;

/** Measures points on one target. */
final class Bench implements AutoCloseable {

  private static final int RAMP_SECONDS = 2;
  private static final Duration DRAIN = Duration.ofSeconds(120);

  final Target target;
  final Rows rows;
  private final Options options;
  private final Gauges gauges;
  private final Connection connection;
  private final Starter starter;
  private int run;

  /** Starts the target and warms it up. */
  Bench(Options options) throws Exception {
    this.options = options;
    target = Target.start(options);
    rows = new Rows(target);
    gauges = new Gauges(target);
    connection = target.connect();
    starter =
        options.rest()
            ? Starter.byRest(target.apps().stream().map(app -> app.port()).toList())
            : Starter.byQueue(connection);
    load(Point.of(Scenario.A, 64), options.warmUp());
    load(Point.of(Scenario.B, 64), Math.max(1, options.warmUp() / 2));
  }

  /** One window of a point: ramp, window, drain, and a look at the rows. */
  Measured measure(Point point) throws Exception {
    String prefix = prefix(point.scenario());
    try (ClosedLoop loop = loop(point, prefix)) {
      loop.window(RAMP_SECONDS);
      Reading before = gauges.read();
      long[] latencies = loop.window(options.seconds());
      Reading grown = gauges.read().minus(before);
      rows.ended(prefix, loop.drain(DRAIN), point.scenario());
      Measured measured = Measured.of(point.name(), grown, latencies, gauges.heap());
      return measured;
    }
  }

  /** The floor on the same PostgreSQL, while the application has nothing to do. */
  Measured measure(Floor floor) throws Exception {
    floor.run("ramp" + run++, RAMP_SECONDS);
    Reading before = gauges.read();
    long[] latencies = floor.run("floor" + run++, options.seconds());
    Reading grown = gauges.read().minus(before);
    rows.none("the floor's chains", Floor.WRONG);
    return Measured.of("floor: JDBC chain", grown, latencies, Double.NaN);
  }

  private void load(Point point, int seconds) throws Exception {
    String prefix = prefix(point.scenario());
    try (ClosedLoop loop = loop(point, prefix)) {
      loop.window(seconds);
      rows.ended(prefix, loop.drain(DRAIN), point.scenario());
    }
  }

  ClosedLoop loop(Point point, String prefix) throws JMSException {
    return new ClosedLoop(point, prefix, connection, starter);
  }

  private String prefix(Scenario scenario) {
    return scenario.name().toLowerCase(Locale.ROOT) + run++;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (JMSException gone) {
      // the broker was killed
    } finally {
      target.close();
    }
  }
}
