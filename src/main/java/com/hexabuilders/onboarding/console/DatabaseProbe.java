package com.hexabuilders.onboarding.console;

import com.hexabuilders.onboarding.intake.RestStarts;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

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
  private final RestStarts starts;

  DatabaseProbe(DataSource dataSource, RestStarts starts) {
    this.starts = starts;
    jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(LIMIT_SECONDS);
  }

  @Override
  public String component() {
    return "database";
  }

  @Override
  public boolean healthy() {
    int written = jdbc.update("update health_probe set written_at = current_timestamp");
    // Without a row, but with every right and table that a row needs.
    TABLES.forEach(
        table -> jdbc.update("insert into " + table + " select * from " + table + " where 1 = 0"));
    return written == 1 && !starts.areFailing();
  }
}
