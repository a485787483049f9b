package com.hexabuilders.onboarding.saga.database;

import com.hexabuilders.onboarding.saga.SqlFault;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.stereotype.Component;

/**
 * Brings the schema to this release before anything else uses the database (ADR 21).
 *
 * <p>Waits for a PostgreSQL that is away or takes no writes. A migration that does not get a lock
 * within {@link MigrationConnections#LOCK_LIMIT} is rolled back and tried again, so that readers
 * behind it go on. A crash leaves a migration done or undone; one that runs outside of a
 * transaction is repeated.
 */
@Component
class JournalSchema implements FlywayMigrationStrategy {

  /** Rights that the user does not have, or no schema in which it may create. */
  private static final Set<String> NO_RIGHT = Set.of("42501", "3F000");

  @Override
  public void migrate(Flyway pooled) {
    DataSource pool = pooled.getConfiguration().getDataSource();
    MigrationConnections.besides(pool)
        .ifPresentOrElse(
            direct -> migratePostgres(pooled, direct),
            () -> migrate(flyway(pooled, pool, "h2"), "The embedded database"));
  }

  /** With what only this kind of database can do besides what all can. */
  private static Flyway flyway(Flyway pooled, DataSource database, String vendor) {
    Stream<String> locations =
        Stream.of(pooled.getConfiguration().getLocations()).map(Location::getDescriptor);
    return Flyway.configure(pooled.getConfiguration().getClassLoader())
        .configuration(pooled.getConfiguration())
        .locations(
            Stream.concat(locations, Stream.of("classpath:db/" + vendor)).toArray(String[]::new))
        .dataSource(database)
        .lockRetryCount(-1)
        .load();
  }

  private static void migratePostgres(Flyway pooled, DriverManagerDataSource direct) {
    String database = "The database " + String.valueOf(direct.getUrl()).replaceAll("[?;].*", "");
    Flyway flyway = flyway(pooled, direct, "postgresql");
    DatabaseChecks checks = new DatabaseChecks(database, direct);
    try (DatabasePatience patience = new DatabasePatience(database)) {
      patience.until(checks::usable);
      patience.until(() -> migrateAgain(flyway, direct, database));
      patience.until(() -> checks.tablesAreGranted(flyway.getConfiguration().getTable()));
    }
  }

  private static void migrateAgain(Flyway flyway, DataSource direct, String database) {
    try {
      prepare(new JdbcTemplate(direct), flyway.getConfiguration().getTable(), database);
    } catch (DataAccessException e) {
      throw sentence(e, database);
    }
    migrate(flyway, database);
  }

  /**
   * Looks for rights first, because Flyway tries for ten seconds. A migration outside of a
   * transaction that broke off is repeated; it is written so.
   */
  private static void prepare(JdbcTemplate jdbc, String history, String database) {
    if (jdbc.queryForObject("select to_regclass(?)::text", String.class, history) == null) {
      String right = "select coalesce(has_schema_privilege(current_schema(), 'create'), false)";
      if (!jdbc.queryForObject(right, Boolean.class)) {
        throw noRight(database, "it may not create in its schema", null);
      }
      return;
    }
    String failed = " from " + history + " where not success";
    if (jdbc.queryForObject("select count(*)" + failed, Integer.class) > 0) {
      jdbc.update("delete" + failed);
    }
  }

  private static void migrate(Flyway flyway, String database) {
    try {
      for (MigrationInfo migration : flyway.info().all()) {
        if (migration.getState().name().startsWith("FUTURE")) {
          throw newer(database, migration);
        }
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw sentence(e, database);
    }
  }

  private static UnusableDatabase newer(String database, MigrationInfo migration) {
    return new UnusableDatabase(
        database
            + " was brought to version "
            + migration.getVersion()
            + " by a newer release: start that release, or restore the backup from before it.");
  }

  private static RuntimeException sentence(RuntimeException e, String database) {
    SQLException sql = DatabasePatience.sql(e).orElse(null);
    if (e instanceof FlywayException flyway
        && flyway.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
      return new UnusableDatabase(
          database
              + " holds tables of something else: create an empty database, or set"
              + " spring.datasource.url.",
          e);
    }
    if (sql != null && NO_RIGHT.contains(sql.getSQLState())) {
      return noRight(database, DatabasePatience.cause(sql), e);
    }
    if (e instanceof FlywayValidateException) {
      return new UnusableDatabase(
          database
              + " was not made by the releases of this application: restore its backup, or set"
              + " spring.datasource.url to an empty database.",
          e);
    }
    return sql == null || SqlFault.of(sql).orElse(null) == SqlFault.DATABASE
        ? e
        : broke(database, sql);
  }

  private static UnusableDatabase broke(String database, SQLException sql) {
    return new UnusableDatabase(
        database
            + " could not be brought to this release ("
            + DatabasePatience.cause(sql)
            + "): nothing of the failed migration is left; start the release before again.",
        sql);
  }

  private static UnusableDatabase noRight(String database, String cause, Exception e) {
    return new UnusableDatabase(
        database
            + " does not let this user create and change tables ("
            + cause
            + "): make it the owner of database and tables, or set spring.datasource.username.",
        e);
  }
}
