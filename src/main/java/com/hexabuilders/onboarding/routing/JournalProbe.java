package com.hexabuilders.onboarding.routing;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Asks whether the database answers, before a consumer takes work out of a queue again. */
@Component
class JournalProbe {

  private final JdbcTemplate jdbc;

  JournalProbe(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  boolean answers() {
    try {
      jdbc.queryForObject("select 1", Integer.class);
      return true;
    } catch (DataAccessException e) {
      return false;
    }
  }
}
