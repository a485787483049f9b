package com.hexabuilders.onboarding.proof.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * Drops many starts as fast as the broker takes them; the time is from before the first is sent
 * until the last is seen final. The heap is what is left after a full collection when half of them
 * are final, and at the end.
 */
final class Backlog {

  static final List<String> COLUMNS =
      List.of(
          "seconds",
          "sagas_per_s",
          "app_cpu_s_per_1000",
          "database_cpu_s_per_1000",
          "heap_half_mb",
          "heap_mb",
          "other_cores");

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private Backlog() {}

  static void run(Options options, Sheet sheet) throws Exception {
    List<String> counts = Options.words("backlogs", "10,1000,10000,100000");
    try (Bench bench = new Bench(options)) {
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        for (String count : counts) {
          sheet.add(measure(bench, Integer.parseInt(count)));
        }
      }
      bench.rows.right();
    }
  }

  private static Measured measure(Bench bench, int count) throws Exception {
    String prefix = bench.prefix(Scenario.A);
    Reading before = bench.gauges.read();
    long start = System.nanoTime();
    try (ClosedLoop loop = bench.loop(Point.of(Scenario.A, count), prefix, false)) {
      loop.awaitLeft(count / 2, LIMIT);
      double heapHalf = bench.gauges.heap();
      bench.rows.ended(prefix, loop.drain(LIMIT), Scenario.A);
      double seconds = (loop.lastEnd() - start) / 1e9;
      Reading grown = bench.gauges.read().minus(before);
      return new Measured(
          count + " starts",
          seconds,
          count / seconds,
          grown.app() * 1000 / count,
          grown.database() * 1000 / count,
          heapHalf,
          bench.gauges.heap(),
          grown.others());
    }
  }
}
