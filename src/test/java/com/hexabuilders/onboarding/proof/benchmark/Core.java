package com.hexabuilders.onboarding.proof.benchmark;

import java.util.List;

/** Points of load in turns, so that a disturbance does not meet one of them alone. */
final class Core {

  private Core() {}

  /** Both scenarios at each number in flight, and the floors of both. */
  static void run(Options options, Sheet sheet) throws Exception {
    turns(options, sheet, Options.points("A:1,A:64,A:512,B:1,B:64,B:512"), options.floor());
  }

  /** Start requests of different size. */
  static void payload(Options options, Sheet sheet) throws Exception {
    turns(options, sheet, Options.points("A:64,A:64:1000,A:64:10000,A:64:100000"), false);
  }

  private static void turns(Options options, Sheet sheet, List<Point> points, boolean withFloor)
      throws Exception {
    try (Bench bench = new Bench(options)) {
      Floor floor = withFloor ? new Floor(bench.target.postgres.dataSource()) : null;
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        if (withFloor) {
          sheet.add(bench.measure(floor, Scenario.A));
          sheet.add(bench.measure(floor, Scenario.B));
        }
        for (Point point : points) {
          sheet.add(bench.measure(point));
        }
      }
      bench.rows.right();
    }
  }
}
