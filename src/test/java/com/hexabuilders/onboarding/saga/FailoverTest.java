package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.harness.PostgresPair;
import com.hexabuilders.onboarding.harness.RealPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A database that turns read-only or fails over is written again as soon as it can be. */
class FailoverTest {

  @Test
  void sessions_that_began_read_only_are_dropped_when_the_database_takes_writes_again() {
    try (RealPostgres postgres = RealPostgres.start();
        HikariDataSource pool = pool(postgres.jdbcUrl())) {
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      jdbc.execute("create table kept (id int)");
      postgres.refuseWrites(true);
      pool.getHikariPoolMXBean().softEvictConnections();
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> jdbc.update("insert into kept values (1)"))
                      .hasMessageContaining("read-only"));
      postgres.refuseWrites(false);
      awaitWritten(jdbc);
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

  private static void awaitWritten(JdbcTemplate jdbc) {
    await()
        .atMost(Duration.ofSeconds(5))
        .ignoreExceptions()
        .until(() -> jdbc.update("insert into kept values (1)") == 1);
  }

  private static HikariDataSource pool(String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setUsername("postgres");
    pool.setMaximumPoolSize(5);
    pool.setConnectionTimeout(3_000);
    new JournalConnections(null).postProcessBeforeInitialization(pool, "dataSource");
    return pool;
  }
}
