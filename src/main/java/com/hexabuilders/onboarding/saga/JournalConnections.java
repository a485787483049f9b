package com.hexabuilders.onboarding.saga;

import com.hexabuilders.onboarding.embedded.EmbeddedDatabase;
import com.hexabuilders.onboarding.embedded.EmbeddedSettings;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Connections on which nothing waits without limit: on PostgreSQL a lock, a statement, an idle
 * transaction and a silent network all end below the 10 seconds that no transaction may outlive; in
 * the embedded database a lock does, and its statements take turns.
 */
@Component
class JournalConnections implements BeanPostProcessor {

  private static final Duration LOCK_LIMIT = Duration.ofSeconds(5);

  private final ObjectProvider<EmbeddedSettings> settings;

  JournalConnections(ObjectProvider<EmbeddedSettings> settings) {
    this.settings = settings;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
      if (pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
        limit(pool);
      } else if (pool.getJdbcUrl().startsWith("jdbc:h2:")) {
        pool.setDataSource(embedded(pool));
      }
    }
    return bean;
  }

  private EmbeddedDatabase embedded(HikariDataSource pool) {
    DriverManagerDataSource h2 =
        new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    return EmbeddedDatabase.open(h2, LOCK_LIMIT, settings.getObject().acceptLossOf());
  }

  private static void limit(HikariDataSource pool) {
    pool.addDataSourceProperty(
        "options",
        "-c lock_timeout=%ds -c statement_timeout=8s -c idle_in_transaction_session_timeout=9s"
            .formatted(LOCK_LIMIT.toSeconds()));
    pool.addDataSourceProperty("connectTimeout", "3"); // s
    pool.addDataSourceProperty("socketTimeout", "10"); // s
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("ApplicationName", "partner-onboarding");
  }
}
