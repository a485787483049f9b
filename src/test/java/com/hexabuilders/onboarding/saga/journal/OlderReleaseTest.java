package com.hexabuilders.onboarding.saga.journal;

import static com.hexabuilders.onboarding.saga.operator.OperatorVerbsTest.act;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.state.SagaStoriesTest;
import com.hexabuilders.onboarding.saga.state.StepAct.Verb;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the last release left is carried on, and its instances may work beside this one for a while:
 * every statement and every row of theirs is taken by the schema of this one.
 */
class OlderReleaseTest {

  /** The last release's newest migration, which not every database has. */
  private static final String LAST = "18?";

  private static final String NEWEST = "latest";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void sagas_of_the_last_release_are_carried_on_from_every_state(TestDatabase database)
      throws Exception {
    DataSource source = of(LAST, database);
    JdbcTemplate jdbc = new JdbcTemplate(source);
    Files.readAllLines(ReleaseRecorder.FOLDER.resolve("rows.sql")).forEach(jdbc::execute);
    migrate(source, database, NEWEST);
    try (SagaWorld world = new SagaWorld(source, "onboarding.sweeper.period=1s")) {
      messages(world);
      goOn(world);
      Map<String, String> ids = ids(world);
      act(world, Verb.APPROVE, ids.get("waiting"), "two");
      act(world, Verb.RETRY, ids.get("stuck"), "two");
      goOn(world);
      Map<String, String> ends = new TreeMap<>();
      ids.forEach((partner, saga) -> ends.put(partner, world.status(saga)));
      assertThat(ends).containsExactlyInAnyOrderEntriesOf(expected());
      ids.values().forEach(saga -> SagaStoriesTest.assertRowIsFold(world, saga));
    }
  }

  private static Map<String, String> expected() {
    Map<String, String> ends = new TreeMap<>();
    List.of("fresh", "lost", "running", "retrying", "waiting", "completing", "completed")
        .forEach(partner -> ends.put(partner, "COMPLETED"));
    List.of("undoing", "undone", "stuck").forEach(partner -> ends.put(partner, "COMPENSATED"));
    ends.put("failed", "FAILED");
    return ends;
  }

  private static Map<String, String> ids(SagaWorld world) {
    Map<String, String> ids = new TreeMap<>();
    world
        .jdbc()
        .query(
            "select partner_id, saga_id from saga",
            row -> {
              ids.put(row.getString(1), row.getString(2));
            });
    return ids;
  }

  /** Half a minute of work. */
  private static void goOn(SagaWorld world) {
    for (int i = 0; i < 3; i++) {
      world.pass(Duration.ofSeconds(10));
      world.runUntilQuiet();
    }
  }

  private static void messages(SagaWorld world) throws Exception {
    String text = Files.readString(ReleaseRecorder.FOLDER.resolve("messages.json"));
    for (JsonNode message : new ObjectMapper().readTree(text)) {
      world.queued.add(
          new Delivery(
              message.get("queue").asText(),
              message.get("id").asText(),
              true,
              message.get("body").asText(),
              null));
    }
    assertThat(world.queued).hasSizeGreaterThan(3);
  }

  @Test
  void every_statement_of_the_last_release_is_understood() throws Exception {
    List<String> statements = understood(of(LAST, TestDatabase.POSTGRES));

    assertThat(statements).hasSizeGreaterThan(100);
    assertThat(understood(TestDatabase.POSTGRES.fresh())).containsAll(statements);
  }

  private static List<String> understood(DataSource source) throws Exception {
    List<String> understood = new ArrayList<>();
    try (Connection connection = source.getConnection()) {
      for (String sql : Files.readAllLines(ReleaseRecorder.FOLDER.resolve("statements.sql"))) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          statement.getParameterMetaData();
          understood.add(sql);
        } catch (SQLException wrongHere) {
          assertThat(wrongHere.getSQLState()).as(sql).startsWith("42");
        }
      }
    }
    return understood;
  }

  @Test
  void every_row_of_the_last_release_is_taken() {
    JdbcTemplate last = new JdbcTemplate(of(LAST, TestDatabase.POSTGRES));
    JdbcTemplate newest = new JdbcTemplate(TestDatabase.POSTGRES.fresh());
    String columns =
        "select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable"
            + " from information_schema.columns where table_schema = 'public'";
    assertThat(newest.queryForList(columns, String.class))
        .containsAll(last.queryForList(columns, String.class));

    List<String> tables =
        last.queryForList(
            "select table_name from information_schema.tables where table_schema = 'public'",
            String.class);
    List<String> added = newest.queryForList(demanded(), String.class);
    added.removeAll(last.queryForList(demanded(), String.class));
    assertThat(added).noneMatch(column -> tables.contains(column.split("[.]")[0]));
    List<String> rules = newest.queryForList(rules(), String.class);
    rules.removeAll(last.queryForList(rules(), String.class));
    assertThat(rules).noneMatch(rule -> tables.contains(rule.split(" ")[0]));
  }

  /** Columns that whoever writes a row has to fill. */
  private static String demanded() {
    return "select table_name || '.' || column_name from information_schema.columns"
        + " where table_schema = 'public' and is_nullable = 'NO' and column_default is null"
        + " and is_identity = 'NO'";
  }

  /** Checks, references and unique indexes. */
  private static String rules() {
    return """
    select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n'
    union all
    select indrelid::regclass || ' ' || indexrelid::regclass from pg_index
    where indisunique and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
    """;
  }

  /** A database with the schema of a release. */
  private static DataSource of(String version, TestDatabase database) {
    DataSource source = database.fresh();
    JdbcTemplate jdbc = new JdbcTemplate(source);
    if (database == TestDatabase.H2) {
      jdbc.execute("drop all objects");
    } else {
      jdbc.execute("drop schema public cascade");
      jdbc.execute("create schema public");
    }
    migrate(source, database, version);
    return source;
  }

  private static void migrate(DataSource source, TestDatabase database, String version) {
    String vendor = database == TestDatabase.H2 ? "h2" : "postgresql";
    Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration", "classpath:db/" + vendor)
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .target(version)
        .load()
        .migrate();
  }
}
