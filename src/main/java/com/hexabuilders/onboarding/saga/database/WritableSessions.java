package com.hexabuilders.onboarding.saga.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Drops all sessions of a pool as soon as one of them proves unable to write. A session that began
 * while the database was read-only stays so, and after a failover the old sessions lead to a
 * standby. At most once a second, because new sessions may be read-only too.
 */
final class WritableSessions implements SQLExceptionOverride {

  private static final String READ_ONLY = "25006";
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final HikariDataSource pool;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  WritableSessions(HikariDataSource pool) {
    this.pool = pool;
  }

  @java.lang.Override
  public Override adjudicate(SQLException e) {
    long now = System.nanoTime();
    long due = next.get();
    HikariPoolMXBean sessions = pool.getHikariPoolMXBean();
    if (READ_ONLY.equals(e.getSQLState())
        && sessions != null
        && now - due >= 0
        && next.compareAndSet(due, now + PAUSE)) {
      sessions.softEvictConnections();
    }
    return Override.CONTINUE_EVICT;
  }
}
