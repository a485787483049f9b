package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.embedded.EmbeddedDatabase;
import com.hexabuilders.onboarding.embedded.EmbeddedSettings;
import com.hexabuilders.onboarding.saga.SagaType;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Connections on which nothing waits without limit. A wait for a lock ends after 5 s, or after half
 * of {@code onboarding.transaction.max} if that is less.
 *
 * <p>PostgreSQL ends a statement after 8 s and an idle transaction after 9 s. A silent network ends
 * after 10 s. {@code onboarding.transaction.max} does not change these three. Sessions that cannot
 * write are dropped.
 */
@Component
class JournalConnections implements BeanPostProcessor {

  private static final Duration LONGEST_LOCK = Duration.ofSeconds(5);
  private static final Pattern OTHER_MODES =
      Pattern.compile("(?i)(?:^|&)(?:preferQueryMode|allowEncodingChanges)=");

  private static final Pattern OPTIONS = Pattern.compile("(?:^|&)options(?:=|&|$)");

  private final ObjectProvider<EmbeddedSettings> settings;
  private final Environment environment;

  JournalConnections(ObjectProvider<EmbeddedSettings> settings, Environment environment) {
    this.settings = settings;
    this.environment = environment;
  }

  @Override
  public Object postProcessBeforeInitialization(Object bean, String name) {
    if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
      if (isPostgres(pool)) {
        limit(pool);
      } else if (pool.getJdbcUrl().startsWith("jdbc:h2:")) {
        pool.setDataSource(embedded(pool));
      }
    }
    return bean;
  }

  static boolean isPostgres(HikariDataSource pool) {
    return String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:");
  }

  private EmbeddedDatabase embedded(HikariDataSource pool) {
    DriverManagerDataSource h2 =
        new DriverManagerDataSource(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    return EmbeddedDatabase.open(h2, lockLimit(), settings.getObject().acceptLossOf());
  }

  /** With other modes the driver itself writes values into statements, and must quote them. */
  private static void refuseOtherModes(String address) {
    String query = address.substring(address.indexOf('?') + 1);
    if (OTHER_MODES.matcher(query).find()) {
      throw new UnusableDatabase(
          "spring.datasource.url must not set preferQueryMode or allowEncodingChanges; leave them"
              + " out, so that values never become part of a statement.");
    }
  }

  /** They would replace the time limits that are set here. */
  private static void refuseOptions(HikariDataSource pool) {
    String address = pool.getJdbcUrl();
    String query = address.substring(address.indexOf('?') + 1);
    boolean given = pool.getDataSourceProperties().containsKey("options");
    if (given || OPTIONS.matcher(query).find()) {
      throw new UnusableDatabase(
          (given ? "spring.datasource.hikari.data-source-properties" : "spring.datasource.url")
              + " must not set options, because the application sets its time limits there: leave"
              + " them out and give the user the same in the database, for instance with"
              + " \"alter role <user> set search_path = <schema>\".");
    }
  }

  /** Over before the watchdog of batches takes a wait for a lock for a message that hangs. */
  private Duration lockLimit() {
    Duration batch = new LongestTransaction(environment).time();
    Duration half = batch.dividedBy(2);
    return half.compareTo(LONGEST_LOCK) < 0 ? half : LONGEST_LOCK;
  }

  private void limit(HikariDataSource pool) {
    refuseOtherModes(pool.getJdbcUrl());
    refuseOptions(pool);
    pool.addDataSourceProperty(
        "options",
        "-c lock_timeout="
            + lockLimit().toMillis()
            + " -c statement_timeout=8s -c idle_in_transaction_session_timeout=9s");
    pool.setExceptionOverride(new WritableSessions(pool));
    pool.addDataSourceProperty("connectTimeout", "3"); // s
    pool.addDataSourceProperty("hostRecheckSeconds", "1"); // of several hosts in the address
    pool.addDataSourceProperty("socketTimeout", "10"); // s
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    pool.addDataSourceProperty("logServerErrorDetail", "false"); // it has values of rows
    pool.addDataSourceProperty("ApplicationName", SagaType.ONBOARDING.address());
  }
}
