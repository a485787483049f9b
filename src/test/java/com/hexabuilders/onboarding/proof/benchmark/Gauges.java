package com.hexabuilders.onboarding.proof.benchmark;

import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the counters of processes, PostgreSQL and the application's meters. */
final class Gauges {

  private static final Pattern USED =
      Pattern.compile("(?m)^ *(?:garbage|def|tenured).* used (\\d+)K");
  private static final Pattern BATCH =
      Pattern.compile("(?m)^saga_batch_size_(sum|count)\\{.*\\} (\\S+)$");

  private static final double[] UNKNOWN = {Double.NaN, Double.NaN};

  private final Target target;

  Gauges(Target target) {
    this.target = target;
  }

  Reading read() {
    return reading(server(), batches());
  }

  /** Asks neither application nor database, which would keep them busy; knows nothing of theirs. */
  Reading readSilently() {
    return reading(UNKNOWN, UNKNOWN);
  }

  private Reading reading(double[] server, double[] batches) {
    return new Reading(
        System.nanoTime() / 1e9,
        target.apps().stream().mapToDouble(app -> Processes.of(app.pid())).sum(),
        target.postgres == null ? 0 : Processes.ofFamily(target.postgres.pid()),
        target.broker == null ? 0 : Processes.of(target.broker.pid()),
        Processes.of(ProcessHandle.current().pid()),
        Processes.ofMachine(),
        server[0],
        server[1],
        batches[0],
        batches[1]);
  }

  /** Heap that one instance needs: the most that any still uses after a full collection, in MB. */
  double heap() {
    return target.apps().stream().mapToDouble(Gauges::heap).max().orElseThrow();
  }

  private static double heap(PackagedApp app) {
    jcmd(app.pid(), "GC.run");
    Matcher used = USED.matcher(jcmd(app.pid(), "GC.heap_info"));
    double sum = 0;
    while (used.find()) {
      sum += Double.parseDouble(used.group(1)) / 1024;
    }
    return sum;
  }

  /** Gives the JVM with this process id a command and returns its answer. */
  static String jcmd(long pid, String... command) {
    try {
      String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      ProcessBuilder builder = new ProcessBuilder(jcmd, "" + pid);
      builder.command().addAll(List.of(command));
      Process process = builder.redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits and bytes of write-ahead log, which PostgreSQL counts. */
  private double[] server() {
    if (target.postgres == null) {
      return UNKNOWN;
    }
    return new JdbcTemplate(target.postgres.dataSource())
        .queryForObject(
            """
            select xact_commit, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')
            from pg_stat_database where datname = current_database()
            """,
            (row, n) -> new double[] {row.getDouble(1), row.getDouble(2)});
  }

  /** Batches and messages in them. */
  private double[] batches() {
    double[] sums = new double[2];
    for (PackagedApp app : target.apps()) {
      Matcher sample =
          BATCH.matcher(app.client().get("/actuator/prometheus", "Accept", "text/plain").text());
      while (sample.find()) {
        sums[sample.group(1).equals("count") ? 0 : 1] += Double.parseDouble(sample.group(2));
      }
    }
    return sums;
  }
}
