package com.hexabuilders.onboarding.proof.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same load on a store with more and more finished sagas, and after each window, without load,
 * how fast lists of them are read.
 */
final class Growth {

  static final List<String> COLUMNS =
      Measured.columnsAnd(
          "of_empty",
          "list_p50_ms",
          "list_p95_ms",
          "by_status_p95_ms",
          "search_p50_ms",
          "search_p95_ms",
          "deep_page_p95_ms");

  private static final String TEMPLATE = "template";

  private final Bench bench;
  private final Seed seed;
  private final Map<Point, List<Measured>> first = new HashMap<>();

  private Growth(Bench bench) throws Exception {
    this.bench = bench;
    try (ClosedLoop one = bench.loop(Point.of(Scenario.A, 1), TEMPLATE, false)) {
      one.drain(Bench.DRAIN);
    }
    seed = new Seed(bench.target.postgres, TEMPLATE + "-1");
  }

  static void run(Options options, Sheet sheet) throws Exception {
    if (options.embedded()) {
      throw new IllegalArgumentException(
          "growth fills a PostgreSQL: run it without onboarding.benchmark.database");
    }
    List<Point> points = Options.points("A:64,A:512");
    try (Bench bench = new Bench(options)) {
      Growth growth = new Growth(bench);
      for (String size : Options.words("stores", "0,1000,100000,1000000")) {
        growth.seed.growTo(Integer.parseInt(size));
        bench.rows.ended(Seed.PREFIX, growth.seed.size(), Scenario.A);
        bench.target.first().awaitReady();
        for (int repeat = 0; repeat < options.repeats(); repeat++) {
          for (Point point : points) {
            sheet.add(growth.measure(point).named(size + " finished: " + point.name()));
          }
        }
      }
      bench.rows.right();
    }
  }

  private Measured measure(Point point) throws Exception {
    Measured window = bench.measure(point);
    List<Measured> least = first.computeIfAbsent(point, p -> new ArrayList<>());
    if (seed.size() == 0) {
      least.add(window);
    }
    double ofEmpty = least.isEmpty() ? Double.NaN : window.rate() / Measured.median(least).rate();
    try (Lists lists = new Lists(bench.target.first().port())) {
      Times newest = lists.read("");
      Times byStatus = lists.read("&status=COMPLETED");
      Times search = lists.read("&q=" + Seed.partner(1));
      Times deep = lists.read("&cursor=" + lists.cursor(seed.middle()));
      return window.and(
          ofEmpty,
          newest.ms(0.5),
          newest.ms(0.95),
          byStatus.ms(0.95),
          search.ms(0.5),
          search.ms(0.95),
          deep.ms(0.95));
    }
  }
}
