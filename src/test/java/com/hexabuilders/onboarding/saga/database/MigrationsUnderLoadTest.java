package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** A migration outlives the limits of other statements, and stops nobody for long. */
@ExtendWith(OutputCaptureExtension.class)
class MigrationsUnderLoadTest {

  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  private final AtomicLong longestRead = new AtomicLong();
  private volatile boolean loaded = true;

  @Test
  void a_migration_that_meets_a_long_transaction_lets_readers_pass_and_succeeds_after_it(
      CapturedOutput output) throws Exception {
    try (HikariDataSource pool = impatient()) {
      CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> read(pool.getJdbcUrl()));
      // An exclusive lock on a table.
      underLongTransaction(pool, "9001", output);
      // An index that is built beside writers.
      underLongTransaction(pool, "9002", output);
      loaded = false;
      reader.join();
      assertThat(Duration.ofNanos(longestRead.get())).isLessThan(LONGEST_STOP);
      assertThat(
              new JdbcTemplate(pool)
                  .queryForObject(
                      "select indisvalid from pg_index where indexrelid = 'saga_later'::regclass",
                      Boolean.class))
          .isTrue();
    }
  }

  private static void underLongTransaction(
      HikariDataSource pool, String version, CapturedOutput output) throws Exception {
    int before = output.getAll().length();
    try (Connection writer = DriverManager.getConnection(pool.getJdbcUrl(), "postgres", "")) {
      writer.setAutoCommit(false);
      writer.createStatement().execute("lock table saga in row exclusive mode");
      CompletableFuture<Void> migration =
          CompletableFuture.runAsync(() -> new JournalSchema().migrate(to(version, pool)));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> output.getAll().substring(before).contains("is locked by others"));
      assertThat(migration).isNotDone();
      writer.rollback();
      migration.join();
    }
  }

  private static Flyway to(String version, HikariDataSource pool) {
    return Flyway.configure()
        .dataSource(pool)
        .locations("classpath:db/migration", "classpath:db/later")
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .target(version)
        .load();
  }

  private void read(String url) {
    try (Connection reader = DriverManager.getConnection(url, "postgres", "")) {
      while (loaded) {
        long begin = System.nanoTime();
        reader.createStatement().executeQuery("select count(*) from saga").close();
        longestRead.accumulateAndGet(System.nanoTime() - begin, Math::max);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The application's connections, whose statements may last a tenth of a second here. */
  private static HikariDataSource impatient() throws SQLException {
    HikariDataSource pool = new HikariDataSource();
    try (Connection any = TestDatabase.POSTGRES.fresh().getConnection()) {
      pool.setJdbcUrl(any.getMetaData().getURL().replaceAll("[?].*", ""));
    }
    pool.setUsername("postgres");
    pool.setPassword("");
    pool.setMaximumPoolSize(2);
    pool.addDataSourceProperty("options", "-c statement_timeout=100");
    return pool;
  }
}
