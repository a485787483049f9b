package com.hexabuilders.onboarding.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database of the crash tests is a real one: it forces its log to disk and survives a kill. */
class RealPostgresIT {

  @Test
  void keeps_what_it_confirmed_when_it_is_killed() {
    try (RealPostgres postgres = RealPostgres.start()) {
      JdbcTemplate jdbc = new JdbcTemplate(postgres.dataSource());
      assertThat(jdbc.queryForObject("show fsync", String.class)).isEqualTo("on");
      assertThat(jdbc.queryForObject("show synchronous_commit", String.class)).isEqualTo("on");
      assertThat(jdbc.queryForObject("show server_version", String.class)).startsWith("17");
      jdbc.execute("create table kept (id int)");
      jdbc.update("insert into kept values (42)");

      postgres.kill9();
      postgres.restart();

      jdbc = new JdbcTemplate(postgres.dataSource());
      assertThat(jdbc.queryForObject("select id from kept", Integer.class)).isEqualTo(42);
    }
  }
}
