package com.hexabuilders.onboarding.proof.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Locale;

/** Measures points on one target. */
final class Bench implements AutoCloseable {

  static final int RAMP_SECONDS = 2;
  static final Duration DRAIN = Duration.ofMinutes(5);

  final Options options;
  final Target target;
  final Rows rows;
  final Gauges gauges;
  private final Connection connection;
  private final Starter starter;
  private int run;

  /** Starts the target and warms it up. */
  Bench(Options options) throws Exception {
    this.options = options;
    target = Target.start(options);
    try {
      rows = new Rows(target);
      gauges = new Gauges(target);
      connection = target.connect();
      starter = target.starter(connection);
      load(Point.of(Scenario.A, 64), options.warmUp());
      load(Point.of(Scenario.B, 64), options.warmUp() / 2);
      rows.settle();
    } catch (Exception | Error e) {
      target.close();
      throw e;
    }
  }

  /** Something else that goes on during a window. */
  interface Beside {
    Beside NOTHING = loop -> {};

    void begin(ClosedLoop loop) throws Exception;

    /** After the window; before what is in flight has ended. */
    default void end() throws Exception {}
  }

  /** One window of a point: ramp, window, drain, and a look at the rows. */
  Measured measure(Point point) throws Exception {
    return measure(point, Beside.NOTHING);
  }

  /** The same, with something else going on meanwhile. */
  Measured measure(Point point, Beside beside) throws Exception {
    String prefix = prefix(point.scenario());
    try (ClosedLoop loop = loop(point, prefix, true)) {
      loop.window(RAMP_SECONDS);
      beside.begin(loop);
      Reading before = gauges.read();
      long[] latencies = loop.window(options.seconds());
      Reading grown = gauges.read().minus(before);
      beside.end();
      rows.ended(prefix, loop.drain(DRAIN), point.scenario());
      return Measured.of(point.name(), grown, latencies, gauges.heap());
    }
  }

  /** The floor on the same PostgreSQL, while the application has nothing to do. */
  Measured measure(Floor floor, Scenario scenario) throws Exception {
    floor.run(scenario, "ramp" + run++, RAMP_SECONDS);
    Reading before = gauges.read();
    long[] latencies = floor.run(scenario, "floor" + run++, options.seconds());
    Reading grown = gauges.read().minus(before);
    rows.none("the floor's chains", Floor.WRONG);
    return Measured.of("floor of " + scenario + ": JDBC chain", grown, latencies, Double.NaN);
  }

  private void load(Point point, int seconds) throws Exception {
    if (seconds > 0) {
      String prefix = prefix(point.scenario());
      try (ClosedLoop loop = loop(point, prefix, true)) {
        loop.window(seconds);
        rows.ended(prefix, loop.drain(DRAIN), point.scenario());
      }
    }
  }

  /** Begins to load; again: another is started for each that ended. */
  ClosedLoop loop(Point point, String prefix, boolean again) throws JMSException {
    return new ClosedLoop(point, prefix, again, connection, starter);
  }

  /** What the ids of the next run's partners begin with. */
  String prefix(Scenario scenario) {
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
