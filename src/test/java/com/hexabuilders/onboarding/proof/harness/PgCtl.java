package com.hexabuilders.onboarding.proof.harness;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's own {@code pg_ctl}, from the folder of a running server's program. */
final class PgCtl {

  private PgCtl() {}

  /**
   * Restarts a server with its options and data so that it goes by this clock: EmbeddedPostgres
   * gives a server no environment.
   *
   * @param pid of the running server
   * @param folder whose folder {@code data} is the server's
   */
  static void restart(long pid, Path folder, WallClock clock) {
    Path program = Path.of(ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow());
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) { // as EmbeddedPostgres does when root runs the tests
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(program.resolveSibling("pg_ctl") + "", "restart", "-w"));
    command.addAll(List.of("-D", folder.resolve("data") + ""));
    Path log = folder.resolve("restart.log");
    ChildProcess restart = ChildProcess.start(folder, log, clock.environment(), command);
    if (restart.awaitExit() != 0) {
      throw new IllegalStateException(restart.output());
    }
  }
}
