package com.hexabuilders.onboarding.proof.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database of the crash tests is a real one: it forces its log to disk and survives a kill. */
class RealPostgresIT {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration TICK = Duration.ofSeconds(5);

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

  @Test
  void goes_by_a_clock_that_is_set_while_sessions_are_open() throws Exception {
    try (RealPostgres postgres = RealPostgres.startWithClock();
        Connection session = postgres.dataSource().getConnection()) {
      assertThat(ahead(session)).isBetween(TICK.negated(), TICK);
      postgres.clock().set(HOUR.negated());
      assertThat(ahead(session)).isBetween(HOUR.negated().minus(TICK), HOUR.negated().plus(TICK));

      postgres.kill9();
      postgres.restart();
      postgres.clock().set(HOUR);
      try (Connection other = postgres.dataSource().getConnection()) {
        assertThat(ahead(other)).isBetween(HOUR.minus(TICK), HOUR.plus(TICK));
      }
    }
  }

  /** How far the server's clock is ahead of this JVM's. */
  private static Duration ahead(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet now = statement.executeQuery("select current_timestamp")) {
      now.next();
      return Duration.between(Instant.now(), now.getTimestamp(1).toInstant());
    }
  }
}
