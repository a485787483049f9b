package com.hexabuilders.onboarding.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The process of a {@link RealPostgres} with a clock of its own. */
final class ClockedServer {

  private final RealPostgres postgres;
  private final SteppableClock clock;
  private final List<String> command;
  private ChildProcess process;

  /** Will run as the server runs now, which has to be stopped first. */
  ClockedServer(RealPostgres postgres, SteppableClock clock) {
    this.postgres = postgres;
    this.clock = clock;
    this.command = command(Path.of("/proc", "" + postgres.pid()));
  }

  /** PostgreSQL does not run as root, which it does not see in a name space of its own. */
  private static List<String> command(Path running) {
    try {
      List<String> words =
          new ArrayList<>(List.of(Files.readString(running.resolve("cmdline")).split("\0")));
      words.set(0, Files.readSymbolicLink(running.resolve("exe")).toString());
      if (SmallDisk.isRoot()) {
        words.addAll(0, List.of("unshare", "-U"));
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it and waits until it answers. */
  void start() {
    process =
        ChildProcess.start(
            postgres.folder, postgres.folder.resolve("server.log"), clock.environment(), command);
    await("PostgreSQL answers")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> answers() || !process.alive());
    if (!process.alive()) {
      throw new IllegalStateException("PostgreSQL ended while starting:\n" + process.output());
    }
  }

  private boolean answers() {
    try (Connection connection = postgres.dataSource().getConnection()) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** Shuts it down, if it runs; connections are cut. */
  void stop() {
    if (process != null && process.alive()) {
      process.signal("INT");
      process.awaitExit();
    }
  }

  /** Everything it wrote, over all restarts. */
  String output() {
    return process.output();
  }
}
