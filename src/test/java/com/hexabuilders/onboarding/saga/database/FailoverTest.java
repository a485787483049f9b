package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.proof.harness.PostgresPair;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.env.MockEnvironment;

/** A database that turns read-only or fails over is written again as soon as it can be. */
class FailoverTest {

  @Test
  void sessions_that_began_read_only_are_dropped_when_the_database_takes_writes_again()
      throws Exception {
    JdbcTemplate admin = new JdbcTemplate(TestDatabase.POSTGRES.fresh());
    String name = admin.queryForObject("select current_database()", String.class);
    String readOnly = "alter database " + name + " set default_transaction_read_only = ";
    try (Connection held = admin.getDataSource().getConnection();
        HikariDataSource pool = pool(held.getMetaData().getURL().replaceAll("[?].*", ""))) {
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      held.createStatement().execute(readOnly + "on");
      assertThatThrownBy(() -> jdbc.update("update health_probe set id = id"))
          .hasMessageContaining("read-only");
      held.createStatement().execute(readOnly + "off");
      await()
          .atMost(Duration.ofSeconds(5))
          .ignoreExceptions()
          .until(() -> jdbc.update("update health_probe set id = id") == 1);
    }
  }

  @Test
  void a_saga_goes_on_at_the_standby_that_was_promoted() throws Exception {
    try (PostgresPair pair = PostgresPair.start();
        HikariDataSource pool = pool(pair.jdbcUrl())) {
      Flyway.configure()
          .dataSource(pool)
          .locations("classpath:db/migration", "classpath:db/postgresql")
          .load()
          .migrate();
      try (SagaWorld world = new SagaWorld(pool)) {
        String saga = world.start("acme");
        pair.failOver();
        await()
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptions()
            .until(() -> world.start("other-" + System.nanoTime()) != null);
        world.runUntilQuiet();
        assertThat(world.status(saga)).isEqualTo("COMPLETED");
      }
    }
  }

  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername("postgres");
    pool.setMaximumPoolSize(5);
    pool.setConnectionTimeout(3_000);
    new JournalConnections(null, new MockEnvironment())
        .postProcessBeforeInitialization(pool, "dataSource");
    return pool;
  }
}
