package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.saga.SagaType;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Connections to PostgreSQL for migrations. A statement may last as long as it needs. It waits for
 * a lock only briefly, because readers queue behind a statement that waits for a table.
 */
final class MigrationConnections {

  /** The longest time for which a waiting migration stops others. */
  static final Duration LOCK_LIMIT = Duration.ofSeconds(1);

  private MigrationConnections() {}

  /** Opens connections to the same PostgreSQL as the pool; empty for another database. */
  static Optional<DriverManagerDataSource> besides(DataSource source) {
    return source instanceof HikariDataSource pool && JournalConnections.isPostgres(pool)
        ? Optional.of(besides(pool))
        : Optional.empty();
  }

  private static DriverManagerDataSource besides(HikariDataSource pool) {
    Properties properties = new Properties();
    properties.putAll(pool.getDataSourceProperties());
    properties.setProperty("options", "-c lock_timeout=" + LOCK_LIMIT.toMillis());
    properties.setProperty("ApplicationName", SagaType.ONBOARDING.address() + "-migration");
    properties.remove("socketTimeout");
    DriverManagerDataSource direct =
        new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    direct.setConnectionProperties(properties);
    return direct;
  }
}
