package com.hexabuilders.onboarding.console;

import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Asks the database for a one. */
@Component
class DatabaseProbe implements HealthProbe {

  private static final int LIMIT_SECONDS = 2;

  private final JdbcTemplate jdbc;

  DatabaseProbe(DataSource dataSource) {
    jdbc = new JdbcTemplate(dataSource);
    jdbc.setQueryTimeout(LIMIT_SECONDS);
  }

  @Override
  public String component() {
    return "database";
  }

  @Override
  public boolean healthy() {
    return Objects.equals(jdbc.queryForObject("select 1", Integer.class), 1);
  }
}
