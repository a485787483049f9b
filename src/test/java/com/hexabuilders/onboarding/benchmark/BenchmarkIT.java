package com.hexabuilders.onboarding.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the benchmark that the options name and prints its table. */
class BenchmarkIT {

  private final Options options = Options.read();

  @Test
  void measures_what_the_options_name() throws Exception {
    String which = Options.which();
    Sheet sheet = new Sheet(which, options.describe());
    if (!which.equals("core")) {
      throw new IllegalArgumentException("no benchmark " + which);
    }
    core(sheet);
    System.out.println(sheet.write());
  }

  /** Both scenarios at each number in flight, and the floor; the points take turns. */
  private void core(Sheet sheet) throws Exception {
    try (Bench bench = new Bench(options)) {
      Floor floor = new Floor(bench.target.postgres.dataSource());
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        sheet.add(bench.measure(floor));
        for (Point point : points()) {
          sheet.add(bench.measure(point));
        }
      }
      bench.rows.right();
    }
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      options.inFlight().forEach(count -> points.add(Point.of(scenario, count)));
    }
    return points;
  }
}
