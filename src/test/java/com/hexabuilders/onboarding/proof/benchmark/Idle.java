package com.hexabuilders.onboarding.proof.benchmark;

import java.util.List;

/** What all processes use of a processor while nothing happens. */
final class Idle {

  static final List<String> COLUMNS =
      List.of("app_percent", "database_percent", "broker_percent", "other_cores");

  /** Until compiler and database have come to rest after the load. */
  private static final int CALM_SECONDS = 60;

  private static final int SECONDS = 30;

  private Idle() {}

  static void run(Options options, Sheet sheet) throws Exception {
    try (Bench bench = new Bench(options)) {
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        sheet.add(measure(bench));
      }
    }
  }

  private static Measured measure(Bench bench) throws Exception {
    Point nothing = Point.of(Scenario.A, 0);
    try (ClosedLoop loop = bench.loop(nothing, bench.prefix(Scenario.A), false)) {
      loop.window(CALM_SECONDS);
      Reading before = bench.gauges.readSilently();
      loop.window(SECONDS);
      Reading grown = bench.gauges.readSilently().minus(before);
      double percent = 100 / grown.seconds();
      return new Measured(
          nothing.name(),
          grown.app() * percent,
          grown.database() * percent,
          grown.broker() * percent,
          grown.others());
    }
  }
}
