package com.hexabuilders.onboarding.proof.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same points on applications set up differently, all of them started, one working at a time.
 */
final class Comparison {

  static final List<String> COLUMNS = Measured.columnsAnd("of_first");

  /** What turns off the logs and meters that can be turned off. */
  private static final String BARE =
      "--logging.level.onboarding.facts=warn,--management.metrics.enable.all=false,"
          + "--camel.metrics.enable-route-policy=false";

  private Comparison() {}

  static void tcp(Options options, Sheet sheet) throws Exception {
    Map<String, Options> setups = new LinkedHashMap<>();
    setups.put("embedded broker", options);
    setups.put("broker over TCP", options.overTcp(1));
    run(setups, sheet);
  }

  static void database(Options options, Sheet sheet) throws Exception {
    Map<String, Options> setups = new LinkedHashMap<>();
    setups.put("PostgreSQL", options);
    setups.put("embedded database", options.onEmbedded());
    run(setups, sheet);
  }

  static void instances(Options options, Sheet sheet) throws Exception {
    Map<String, Options> setups = new LinkedHashMap<>();
    for (String count : Options.words("counts", "1,2,4")) {
      setups.put(count + " instances", options.overTcp(Integer.parseInt(count)));
    }
    run(setups, sheet);
  }

  static void overhead(Options options, Sheet sheet) throws Exception {
    try (TraceSink traces = new TraceSink()) {
      Map<String, Options> setups = new LinkedHashMap<>();
      setups.put("bare", options.with(Options.words("bare", BARE)));
      setups.put("logs and meters", options);
      setups.put("traces too", options.with(List.of(traces.argument())));
      run(setups, sheet);
      if (traces.exports() == 0) {
        throw new IllegalStateException("no trace was sent");
      }
    }
  }

  private static void run(Map<String, Options> setups, Sheet sheet) throws Exception {
    Map<String, Bench> benches = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Options> setup : setups.entrySet()) {
        benches.put(setup.getKey(), new Bench(setup.getValue()));
      }
      int repeats = setups.values().iterator().next().repeats();
      for (int repeat = 0; repeat < repeats; repeat++) {
        for (Point point : Options.points("A:64,A:512")) {
          turn(benches, point, sheet);
        }
      }
      for (Bench bench : benches.values()) {
        bench.rows.right();
      }
    } finally {
      benches.values().forEach(Bench::close);
    }
  }

  private static void turn(Map<String, Bench> benches, Point point, Sheet sheet) throws Exception {
    double first = Double.NaN;
    for (Map.Entry<String, Bench> bench : benches.entrySet()) {
      Measured window = bench.getValue().measure(point);
      first = Double.isNaN(first) ? window.rate() : first;
      sheet.add(window.named(bench.getKey() + ": " + point.name()).and(window.rate() / first));
    }
  }
}
