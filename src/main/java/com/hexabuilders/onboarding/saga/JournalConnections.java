package com.hexabuilders.onboarding.saga;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * Connections on which nothing waits without limit: on PostgreSQL a lock, a statement, an idle
 * transaction and a silent network all end below the 10 seconds that no transaction may outlive. H2
 * has its own limits in its URL.
 */
@Component
class JournalConnections implements BeanPostProcessor {

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool
        && pool.getJdbcUrl() != null
        && pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
      pool.addDataSourceProperty(
          "options",
          "-c lock_timeout=5s -c statement_timeout=8s -c idle_in_transaction_session_timeout=9s");
      pool.addDataSourceProperty("connectTimeout", "3"); // s
      pool.addDataSourceProperty("socketTimeout", "10"); // s
      pool.addDataSourceProperty("tcpKeepAlive", "true");
      pool.addDataSourceProperty("reWriteBatchedInserts", "true");
      pool.addDataSourceProperty("ApplicationName", "partner-onboarding");
    }
    return bean;
  }
}
