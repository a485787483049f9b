package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** A primary, and a standby on which everything is that the primary has confirmed. */
public final class PostgresPair implements AutoCloseable {

  private final RealPostgres primary = RealPostgres.start();
  private final RealPostgres standby = new RealPostgres();

  private PostgresPair() {}

  /** Starts both. */
  public static PostgresPair start() throws SQLException, IOException {
    PostgresPair pair = new PostgresPair();
    pair.startStandby();
    return pair;
  }

  private void startStandby() throws SQLException, IOException {
    Path data = standby.folder.resolve("data");
    primary.backUpTo(data);
    Files.createFile(data.resolve("standby.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=" + primary.port() + " user=postgres'\n");
    standby.restart();
    primary.execute("alter system set synchronous_standby_names = '*'", "select pg_reload_conf()");
  }

  /** Kills the primary, then lets the standby take writes. */
  public void failOver() throws SQLException {
    primary.kill9();
    standby.execute("select pg_promote()");
  }

  /** JDBC address of whichever takes writes. */
  public String jdbcUrl() {
    String hosts = "127.0.0.1:" + primary.port() + ",127.0.0.1:" + standby.port();
    return "jdbc:postgresql://" + hosts + "/postgres?targetServerType=primary";
  }

  @Override
  public void close() {
    standby.close();
    primary.close();
  }
}
