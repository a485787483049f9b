package com.hexabuilders.onboarding.proof.harness;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A PostgreSQL 17 that keeps what it confirmed: fsync and synchronous commit on, data in a folder
 * that survives {@link #kill9()}. {@link #restart()} recovers on the same port.
 */
public final class RealPostgres implements AutoCloseable {

  final Path folder = Folders.fresh("postgres");
  private final int port = FreePorts.next();
  private EmbeddedPostgres server;
  private WallClock clock;

  RealPostgres() {}

  /** Creates a cluster of its own and starts it. */
  public static RealPostgres start() {
    RealPostgres postgres = new RealPostgres();
    postgres.restart();
    return postgres;
  }

  /** Creates one that goes by a {@link #clock()} of its own and starts it. */
  public static RealPostgres startWithClock() {
    RealPostgres postgres = new RealPostgres();
    postgres.clock = new WallClock(postgres.folder);
    postgres.restart();
    return postgres;
  }

  /** The clock it goes by; null if that is the machine's. */
  public WallClock clock() {
    return clock;
  }

  /** Keeps all tables made from now on in this folder; its log stays where it is. */
  public void keepTablesIn(Path small) {
    try {
      execute(
          "create tablespace small location '" + small + "'",
          "alter system set default_tablespace = small",
          "select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String... statements) throws SQLException {
    try (Connection session = dataSource().getConnection();
        Statement statement = session.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** Starts it again on the same port and data, after {@link #kill9()} or {@link #stop()}. */
  public void restart() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("data"))
              .setCleanDataDirectory(false)
              .setPort(port)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (clock != null) {
      PgCtl.restart(pid(), folder, clock);
    }
  }

  /** Kills the server and all its backends at once (SIGKILL), as a power cut would. */
  public void kill9() {
    ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
    List<ProcessHandle> all =
        Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    await("PostgreSQL is gone")
        .atMost(Duration.ofSeconds(20))
        .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    stop();
  }

  /** Refuses every write, as a replica does or a full disk, or takes them again. */
  public void refuseWrites(boolean refuse) {
    try {
      execute(
          "alter system set default_transaction_read_only = " + refuse, "select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets something happen while a table is locked against everybody, as in maintenance. */
  public void withLockOn(String table, Runnable meanwhile) throws SQLException {
    try (Connection session = dataSource().getConnection();
        Statement statement = session.createStatement()) {
      session.setAutoCommit(false);
      statement.execute("lock table " + table + " in access exclusive mode");
      meanwhile.run();
      session.rollback();
    }
  }

  /** Shuts it down; connections are cut, data stay. */
  public void stop() {
    try {
      server.close(); // nothing, if it has done so before
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /**
   * Copies its data while it runs, as base backups do: what is copied torn is mended from the write
   * ahead log that is copied last.
   */
  public void backUpTo(Path target) throws SQLException, IOException {
    BaseBackup.copy(this, folder.resolve("data"), target);
  }

  /** Throws its data away and takes a copy's instead; call while it is stopped. */
  public void restoreFrom(Path copy) {
    Folders.delete(folder.resolve("data"));
    Folders.copy(copy, folder.resolve("data"));
  }

  /** JDBC address, without user. */
  public String jdbcUrl() {
    return jdbcUrl(port);
  }

  private static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  public String username() {
    return "postgres";
  }

  public DataSource dataSource() {
    return server.getPostgresDatabase();
  }

  /** The arguments that make the packaged jar use this database. */
  public List<String> appArguments() {
    return appArguments(port);
  }

  /** The same through another port, that of a {@link Cable}. */
  public List<String> appArguments(int port) {
    return List.of(
        "--spring.datasource.url=" + jdbcUrl(port),
        "--spring.datasource.username=" + username(),
        "--spring.datasource.password=");
  }

  @Override
  public void close() {
    stop();
    Folders.delete(folder);
  }

  /** Process id of the server, whose children do its work. */
  public long pid() {
    try (Stream<String> lines = Files.lines(folder.resolve("data").resolve("postmaster.pid"))) {
      return Long.parseLong(lines.findFirst().orElseThrow().strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
