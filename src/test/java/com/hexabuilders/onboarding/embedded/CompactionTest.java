package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Each commit changes rows anywhere in one table and adds a few to a second one. The added rows
 * stay, and keep the whole chunk of their commit in the file.
 */
class CompactionTest {

  private static final int ROWS = 2_000;
  private static final int COMMITS = 3_000;
  private static final int CHANGED = 20;
  private static final int ADDED = 4;
  private static final String TEXT = "x".repeat(1_000);
  private static final long CONTENT = (ROWS + COMMITS * ADDED) * 1_000L;

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("rows");
  }

  @Test
  void the_file_stays_below_a_few_times_its_content() throws Exception {
    EmbeddedDatabase database = new EmbeddedDatabase(LedgerTables.h2(file), Duration.ofSeconds(5));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      fill(jdbc);
      Random random = new Random(7);
      for (int number = 0; number < COMMITS; number++) {
        change(jdbc, random, number);
        connection.commit();
      }
      assertThat(Files.size(Path.of(file + ".mv.db"))).isLessThan(5 * CONTENT);
    }
  }

  private static void fill(JdbcTemplate jdbc) {
    jdbc.execute("create table changed (id int primary key, content varchar(1100))");
    jdbc.execute("create table added (id int primary key, content varchar(1100))");
    for (int row = 0; row < ROWS; row++) {
      jdbc.update("insert into changed values (?, ?)", row, TEXT);
    }
  }

  private static void change(JdbcTemplate jdbc, Random random, int number) {
    for (int row = 0; row < CHANGED; row++) {
      jdbc.update(
          "update changed set content = ? where id = ?", TEXT + number, random.nextInt(ROWS));
    }
    for (int row = 0; row < ADDED; row++) {
      jdbc.update("insert into added values (?, ?)", number * ADDED + row, TEXT);
    }
  }
}
