package com.hexabuilders.onboarding.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work on one connection: refused when H2 has closed the file that the connection belongs to, and
 * the place where that is noticed.
 */
final class GuardedConnection {

  private final Openings openings;
  private final int opening;
  private final Connection connection;
  private final AtomicBoolean left = new AtomicBoolean();

  GuardedConnection(Openings openings, int opening, Connection connection) {
    this.openings = openings;
    this.opening = opening;
    this.connection = connection;
  }

  /**
   * Does the work.
   *
   * @throws ClosedDatabase if the file was closed before or during the work
   * @throws SQLException what else the work threw
   */
  <T> T run(DatabaseLock.Work<T> work) throws SQLException {
    openings.check(opening);
    try {
      return work.run();
    } catch (SQLException e) {
      throw openings.translated(e, opening, connection);
    } catch (RuntimeException | Error e) {
      if (H2Store.isLost(connection)) {
        openings.lost(e, opening);
      }
      throw e;
    }
  }

  /** The connection is about to be closed, perhaps not for the first time. */
  void leaves() {
    if (left.compareAndSet(false, true)) {
      openings.leaves(opening);
    }
  }

  /** Whether the connection can still be used. */
  boolean isUsable() {
    return openings.isCurrent(opening) && !H2Store.isLost(connection);
  }
}
