package com.hexabuilders.onboarding.api.health;

import com.hexabuilders.onboarding.intake.RestStarts;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a row, asks whether a start could write its tables, and whether the last one could. A
 * database that only reads is not healthy.
 */
@Component
class DatabaseProbe implements HealthProbe {

  private static final int LIMIT_SECONDS = 2;

  /** What every start writes. */
  private static final List<String> TABLES =
      List.of("saga", "saga_step", "saga_log", "claim", "personal_data");

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final RestStarts starts;

  DatabaseProbe(DataSource dataSource, RestStarts starts) {
    this.starts = starts;
    transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(LIMIT_SECONDS);
  }

  @Override
  public String component() {
    return "database";
  }

  @Override
  public boolean healthy() {
    return Boolean.TRUE.equals(transactions.execute(tx -> takesWrites())) && !starts.areFailing();
  }

  /**
   * A row that somebody has locked says nothing: it would make every instance unhealthy. Locking
   * fails too where the database only reads.
   */
  private boolean takesWrites() {
    boolean isFree =
        !jdbc.queryForList("select id from health_probe where id = 1 for update skip locked")
            .isEmpty();
    if (isFree) {
      jdbc.update("update health_probe set written_at = current_timestamp where id = 1");
    }
    // Without a row, but with every right and table that a row needs.
    TABLES.forEach(
        table -> jdbc.update("insert into " + table + " select * from " + table + " where 1 = 0"));
    return isFree || !jdbc.queryForList("select id from health_probe where id = 1").isEmpty();
  }
}
