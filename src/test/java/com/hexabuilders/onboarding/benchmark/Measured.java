package com.hexabuilders.onboarding.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one window showed, or the median of several; the values are those of {@link #COLUMNS}. */
record Measured(String point, double... values) {

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

  /** Of a window with these counters and start-to-final times in nanoseconds. */
  static Measured of(String point, Reading grown, long[] latencies, double heap) {
    long[] sorted = latencies.clone();
    Arrays.sort(sorted);
    double sagas = sorted.length;
    return new Measured(
        point,
        sagas / grown.seconds(),
        quantile(sorted, 0.5),
        quantile(sorted, 0.99),
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

  /** Column by column, so that one disturbed window does not count. */
  static Measured median(List<Measured> repeats) {
    List<Double> medians = new ArrayList<>();
    for (int column = 0; column < COLUMNS.size(); column++) {
      int index = column;
      double[] sorted =
          repeats.stream().mapToDouble(repeat -> repeat.values[index]).sorted().toArray();
      medians.add(sorted[sorted.length / 2]);
    }
    return new Measured(
        repeats.get(0).point, medians.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A cell of the table; what was not measured is a dash. */
  String shown(int column) {
    double value = values[column];
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value)
        : "-";
  }

  private static double quantile(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }
}
