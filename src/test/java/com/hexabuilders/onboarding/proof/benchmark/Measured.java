package com.hexabuilders.onboarding.proof.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What one window showed, or the median of several: a line of a {@link Sheet}. */
record Measured(String point, double... values) {

  /** Of a window of load. */
  static final List<String> COLUMNS =
      List.of(
          "sagas_per_s",
          "p50_ms",
          "p99_ms",
          "app_cpu_s_per_1000",
          "database_cpu_s_per_1000",
          "broker_cpu_s_per_1000",
          "load_cpu_s_per_1000",
          "commits_per_saga",
          "wal_kb_per_saga",
          "batch",
          "heap_mb",
          "other_cores");

  /** The same columns and these. */
  static List<String> columnsAnd(String... more) {
    List<String> columns = new ArrayList<>(COLUMNS);
    columns.addAll(Arrays.asList(more));
    return columns;
  }

  /** Of a window with these counters and start-to-final times in nanoseconds. */
  static Measured of(String point, Reading grown, long[] latencies, double heap) {
    Times times = new Times(latencies);
    double sagas = times.count();
    return new Measured(
        point,
        sagas / grown.seconds(),
        times.ms(0.5),
        times.ms(0.99),
        grown.app() / sagas * 1000,
        grown.database() / sagas * 1000,
        grown.broker() / sagas * 1000,
        grown.load() / sagas * 1000,
        grown.commits() / sagas,
        grown.wal() / sagas / 1024,
        grown.batched() / grown.batches(),
        heap,
        grown.others());
  }

  /** Things per second. */
  double rate() {
    return values[0];
  }

  Measured named(String name) {
    return new Measured(name, values);
  }

  /** The same line with more columns. */
  Measured and(double... more) {
    return new Measured(
        point, DoubleStream.concat(Arrays.stream(values), Arrays.stream(more)).toArray());
  }

  /** Column by column, so that one disturbed window does not count. */
  static Measured median(List<Measured> repeats) {
    double[] medians = new double[repeats.get(0).values.length];
    for (int column = 0; column < medians.length; column++) {
      int index = column;
      double[] sorted =
          repeats.stream().mapToDouble(repeat -> repeat.values[index]).sorted().toArray();
      medians[column] = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
    return new Measured(repeats.get(0).point, medians);
  }

  /** A cell of the table; what was not measured is a dash. */
  String shown(int column) {
    double value = values[column];
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value)
        : "-";
  }
}
