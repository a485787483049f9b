package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A copy of a running server's files, in the order in which PostgreSQL wants them copied. */
final class BaseBackup {

  private BaseBackup() {}

  static void copy(RealPostgres postgres, Path data, Path target) throws SQLException, IOException {
    try (Connection session = postgres.dataSource().getConnection();
        Statement statement = session.createStatement()) {
      statement.execute("select pg_backup_start('copy', true)");
      Folders.copy(data, target);
      Files.delete(target.resolve("postmaster.pid"));
      try (ResultSet stopped =
          statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        stopped.next();
        Files.writeString(target.resolve("backup_label"), stopped.getString(1));
      }
      Folders.delete(target.resolve("pg_wal"));
      Folders.copy(data.resolve("pg_wal"), target.resolve("pg_wal"));
    }
  }
}
