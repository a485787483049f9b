package com.hexabuilders.onboarding.saga;

import com.hexabuilders.onboarding.embedded.EmbeddedDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.sql.DataSource;
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
  private static final Pattern OTHER_MODES =
      Pattern.compile("(?i)(?:^|&)(?:preferQueryMode|allowEncodingChanges)=");

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
      if (pool.getJdbcUrl().startsWith("jdbc:postgresql:")) {
        limit(pool);
      } else if (pool.getJdbcUrl().startsWith("jdbc:h2:")) {
        DataSource h2 =
            new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
        pool.setDataSource(new EmbeddedDatabase(h2, LOCK_LIMIT));
      }
    }
    return bean;
  }

  /** With other modes the driver itself writes values into statements, and must quote them. */
  private static void refuseOtherModes(String address) {
    String query = address.substring(address.indexOf('?') + 1);
    if (OTHER_MODES.matcher(query).find()) {
      throw new IllegalArgumentException(
          "spring.datasource.url must not set preferQueryMode or allowEncodingChanges; leave them"
              + " out, so that values never become part of a statement.");
    }
  }

  private static void limit(HikariDataSource pool) {
    refuseOtherModes(pool.getJdbcUrl());
    pool.addDataSourceProperty(
        "options",
        "-c lock_timeout=%ds -c statement_timeout=8s -c idle_in_transaction_session_timeout=9s"
            .formatted(LOCK_LIMIT.toSeconds()));
    pool.addDataSourceProperty("connectTimeout", "3"); // s
    pool.addDataSourceProperty("socketTimeout", "10"); // s
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("logServerErrorDetail", "false"); // it has values of rows
    pool.addDataSourceProperty("ApplicationName", "partner-onboarding");
  }
}
