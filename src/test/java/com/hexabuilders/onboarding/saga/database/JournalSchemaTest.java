package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the application cannot work with ends its start with one sentence. */
@ExtendWith(OutputCaptureExtension.class)
class JournalSchemaTest {

  private static final DataSource SERVER = TestDatabase.POSTGRES.fresh();

  /** The part of the application that is there before everything else uses the database. */
  @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @Import({JournalSchema.class, JournalConnections.class})
  static class Schema {}

  @Test
  void a_database_that_cannot_keep_every_name(CapturedOutput output) {
    String url = database("encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
    assertEnds(output, url, "postgres", "keeps text as LATIN1");
  }

  @Test
  void a_schema_of_something_else(CapturedOutput output) {
    String url = database("");
    jdbc(url).execute("create table others (id int)");
    assertEnds(output, url, "postgres", "holds tables of something else");
  }

  @Test
  void a_history_of_something_else(CapturedOutput output) {
    String url = migrated();
    jdbc(url).update("update flyway_schema_history set checksum = 1 where version = '3'");
    assertEnds(output, url, "postgres", "was not made by the releases of this application");
  }

  @Test
  void a_schema_that_is_newer_than_the_jar(CapturedOutput output) {
    String url = migrated();
    jdbc(url)
        .update(
            "insert into flyway_schema_history select installed_rank + 100, '9000', description,"
                + " type, 'V9000__later.sql', checksum, installed_by, installed_on, 1, true"
                + " from flyway_schema_history where version = '1'");
    assertEnds(output, url, "postgres", "was brought to version 9000 by a newer release");
  }

  @Test
  void a_user_without_rights(CapturedOutput output) {
    String url = database("");
    String user = "user_" + UUID.randomUUID().toString().replace("-", "");
    jdbc(url).execute("create user " + user);
    assertEnds(output, url, user, "does not let this user create and change tables");
    String migrated = migrated();
    jdbc(migrated).execute("grant select on all tables in schema public to " + user);
    assertEnds(output, migrated, user, "does not let this user read and write");
  }

  @Test
  void tables_of_an_extension_and_of_somebody_else_end_no_start() {
    String url = migrated();
    String user = "user_" + UUID.randomUUID().toString().replace("-", "");
    JdbcTemplate jdbc = jdbc(url);
    jdbc.execute("create user " + user);
    jdbc.execute("grant select, insert, update, delete on all tables in schema public to " + user);
    jdbc.execute("create table spatial_ref_sys (srid int)");
    jdbc.execute("alter extension plpgsql add table spatial_ref_sys");
    jdbc.execute("create user dba_" + user);
    jdbc.execute("create table notes (note text)");
    jdbc.execute("alter table notes owner to dba_" + user);
    assertThatCode(() -> run(url, user)).doesNotThrowAnyException();
  }

  @Test
  void options_in_the_address_end_the_start_with_their_own_sentence(CapturedOutput output) {
    String url = database("") + "?options=-c%20search_path=public";
    assertThatThrownBy(() -> run(url, "postgres"));
    assertThat(output)
        .contains("APPLICATION FAILED TO START", "must not set options", "set search_path")
        .doesNotContain("\tat ");
  }

  @Test
  void a_user_or_a_database_that_is_not_there(CapturedOutput output) {
    assertEnds(output, database(""), "nobody", "refuses this user");
    String missing = database("").replaceAll("/[^/]*$", "/missing");
    assertEnds(output, missing, "postgres", "does not exist");
  }

  @Test
  void a_pooler_that_mixes_sessions_up(CapturedOutput output) throws Exception {
    try (FakePooler pooler = new FakePooler("unsupported startup parameter: options")) {
      assertEnds(output, pooler.url(), "postgres", "is reached through a pooler");
    }
  }

  private static void assertEnds(CapturedOutput output, String url, String user, String sentence) {
    int before = output.getAll().length();
    assertThatThrownBy(() -> run(url, user));
    String said = output.getAll().substring(before);
    assertThat(said)
        .contains("APPLICATION FAILED TO START", "The database " + url + " " + sentence)
        .doesNotContain("\tat ");
  }

  private static void run(String url, String user) {
    new SpringApplicationBuilder(Schema.class)
        .web(WebApplicationType.NONE)
        .run(
            "--spring.datasource.url=" + url,
            "--spring.datasource.username=" + user,
            "--spring.datasource.password=",
            "--spring.datasource.hikari.minimum-idle=0")
        .close();
  }

  /** A database that this release has migrated. */
  private static String migrated() {
    return url(TestDatabase.POSTGRES.fresh());
  }

  private static String database(String options) {
    String name = "db_" + UUID.randomUUID().toString().replace("-", "");
    new JdbcTemplate(SERVER).execute("create database " + name + " " + options);
    return url(SERVER).replaceAll("/[^/]*$", "/" + name);
  }

  private static String url(DataSource source) {
    try (Connection connection = source.getConnection()) {
      return connection.getMetaData().getURL().replaceAll("[?].*", "");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JdbcTemplate jdbc(String url) {
    return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
  }
}
