package com.hexabuilders.onboarding;

import com.hexabuilders.onboarding.embedded.EmbeddedDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Databases for tests: each call gives a fresh one with every migration run.
 *
 * <p>PostgreSQL is started once per JVM and stopped with it; its databases are copies of one that
 * was migrated.
 */
public final class TestDatabases {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  /** Use as {@code @EnumSource} to run a test on both. */
  public enum TestDatabase {
    H2 {
      @Override
      public DataSource fresh() {
        String url =
            "jdbc:h2:mem:"
                + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";DB_CLOSE_DELAY=-1";
        HikariConfig config = limited();
        config.setDataSource(
            new EmbeddedDatabase(
                new DriverManagerDataSource(url, "sa", ""), Duration.ofSeconds(5)));
        DataSource h2 = new HikariDataSource(config);
        migrate(h2, "h2");
        return h2;
      }
    },
    POSTGRES {
      @Override
      public DataSource fresh() {
        String name = "test_" + COUNT.incrementAndGet();
        Postgres.create(name);
        return pool(Postgres.SERVER.getJdbcUrl("postgres", name), "postgres");
      }
    };

    /** A pooled data source on a database of its own. Idle connections go away by themselves. */
    public abstract DataSource fresh();
  }

  /** Transactions that tell this listener of their beginning and end. */
  public static TransactionTemplate transactions(
      DataSource database, TransactionExecutionListener listener) {
    DataSourceTransactionManager manager = new DataSourceTransactionManager(database);
    manager.setTransactionExecutionListeners(List.of(listener));
    return new TransactionTemplate(manager);
  }

  private static DataSource pool(String url, String user) {
    HikariConfig config = limited();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.addDataSourceProperty("options", "-c lock_timeout=5s"); // as the application does
    return new HikariDataSource(config) {
      @Override
      public Connection getConnection() throws SQLException {
        return RecordedStatements.of(super.getConnection());
      }
    };
  }

  private static HikariConfig limited() {
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(10);
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofSeconds(10).toMillis());
    return config;
  }

  private static void migrate(DataSource database, String vendor) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration", "classpath:db/" + vendor)
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .load()
        .migrate();
  }

  /** Initialised, and the server started, when the first test asks for it. */
  private static final class Postgres {

    static final EmbeddedPostgres SERVER = start();
    private static final String TEMPLATE = "migrated";

    static {
      new JdbcTemplate(SERVER.getPostgresDatabase()).execute("create database " + TEMPLATE);
      migrate(SERVER.getDatabase("postgres", TEMPLATE), "postgresql");
    }

    static void create(String name) {
      new JdbcTemplate(SERVER.getPostgresDatabase())
          .execute("create database " + name + " template " + TEMPLATE);
    }

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
