package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A data folder that held something and does not hold it any more ends the start. */
class DatabaseCheckTest {

  private static final Pattern ACCEPT =
      Pattern.compile("onboarding\\.embedded\\.accept-loss-of=(\\S+Z)\\.");
  private static final int ROWS = 200;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void a_damaged_file_ends_the_start_until_its_loss_is_accepted(Damage damage) throws Exception {
    fill();
    byte[] whole = Files.readAllBytes(file());
    damage.happenTo(file());
    String sentence = refused("");
    assertThat(sentence)
        .containsPattern("The database file " + file() + " (" + damage.sentence + ")")
        .contains("Restore the whole data folder from a backup");
    assertThat(refused("2020-01-01T00:00:00Z")).isEqualTo(sentence);

    int found = rows(accepted(sentence));
    assertThat(found).isLessThan(ROWS);
    assertThat(rows(""))
        .as("what is there now is what the folder holds from now on")
        .isEqualTo(found);
    assertThat(Files.size(file())).isPositive();
    Files.write(file(), whole);
    assertThat(rows("")).as("a restored file").isEqualTo(ROWS);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7, 0.9, 0.99})
  void a_cut_ends_the_start_or_nothing_is_missing(double at) throws Exception {
    fill();
    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
      channel.truncate((long) (channel.size() * at));
    }
    try {
      assertThat(rows("")).isEqualTo(ROWS);
    } catch (RefusedDatabase refused) {
      assertThat(refused).hasMessageContaining("Restore the whole data folder");
    }
  }

  @Test
  void an_overwritten_chunk_ends_the_start_however_old_it_is() throws Exception {
    fill();
    byte[] whole = Files.readAllBytes(file());
    int refused = 0;
    for (int block = 2; block < 40; block++) {
      byte[] damaged = whole.clone();
      Arrays.fill(damaged, block * 4096, block * 4096 + 64, (byte) 0);
      Files.write(file(), damaged);
      try {
        new DatabaseCheck(DatabaseFile.of(address().getUrl()).orElseThrow(), "").check();
      } catch (RefusedDatabase e) {
        refused++;
      }
    }
    assertThat(refused).as("chunks that begin in these blocks").isPositive();
  }

  @Test
  void a_damaged_file_is_kept_when_its_loss_is_accepted() throws Exception {
    fill();
    Damage.HEADER_SCRIBBLED.happenTo(file());
    byte[] damaged = Files.readAllBytes(file());
    rows(accepted(refused("")));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().contains(".damaged-")))
          .singleElement()
          .satisfies(kept -> assertThat(kept).hasBinaryContent(damaged));
    }
  }

  @Test
  void an_older_copy_of_the_file_ends_the_start() throws Exception {
    fill();
    byte[] older = Files.readAllBytes(file());
    Instant first = VersionMark.read(folder.resolve("journal.mark")).orElseThrow().at();
    fill();
    Files.write(file(), older);
    assertThat(refused("")).contains("lacks the newest of what it held");
    assertThat(first).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void a_folder_with_a_broker_or_an_archive_had_a_database() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    assertThat(rows("")).as("an empty archive tells nothing").isZero();
    Files.delete(file());
    Files.deleteIfExists(folder.resolve("journal.mark"));
    Files.createFile(archive.resolve("sagas.jsonl"));
    Files.setLastModifiedTime(archive, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    assertThat(refused("")).contains("is missing", "accept-loss-of=2026-01-02T03:04:05Z");
    assertThat(rows("2026-01-02T03:04:05Z")).isZero();
  }

  @Test
  void a_first_start_that_came_no_further_than_the_empty_file_is_followed_by_another()
      throws Exception {
    Files.createFile(file());
    assertThat(rows("")).isZero();
  }

  @Test
  void a_file_that_another_process_has_open_is_left_alone() throws Exception {
    fill();
    try (Connection other = address().getConnection()) {
      assertThat(other.isClosed()).isFalse();
      new DatabaseCheck(DatabaseFile.of(address().getUrl()).orElseThrow(), "").check();
    }
  }

  private static String accepted(String sentence) {
    Matcher accept = ACCEPT.matcher(sentence);
    assertThat(accept.find()).as(sentence).isTrue();
    return accept.group(1);
  }

  private String refused(String acceptedLoss) {
    String[] sentence = new String[1];
    assertThatThrownBy(() -> open(acceptedLoss))
        .isInstanceOf(RefusedDatabase.class)
        .satisfies(refused -> sentence[0] = refused.getMessage());
    return sentence[0];
  }

  private void fill() throws SQLException {
    try (Connection connection = open("").getConnection()) {
      connection.setAutoCommit(false);
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.execute("create table if not exists row (id identity, text varchar)");
      for (int i = 0; i < ROWS; i++) {
        jdbc.update("insert into row (text) values (?)", "x".repeat(1000));
        connection.commit();
      }
    }
  }

  /** The rows found when it is opened and used once more. */
  private int rows(String acceptedLoss) throws SQLException {
    try (Connection connection = open(acceptedLoss).getConnection()) {
      connection.setAutoCommit(false);
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      jdbc.execute("create table if not exists row (id identity, text varchar)");
      connection.commit();
      return jdbc.queryForObject("select count(text) from row", Integer.class);
    }
  }

  private EmbeddedDatabase open(String acceptedLoss) {
    return EmbeddedDatabase.open(address(), Duration.ofSeconds(1), acceptedLoss);
  }

  private DriverManagerDataSource address() {
    String url = "jdbc:h2:file:" + folder.resolve("journal") + ";WRITE_DELAY=0;MAX_COMPACT_TIME=0";
    return new DriverManagerDataSource(url + ";DATABASE_TO_LOWER=TRUE;NON_KEYWORDS=ROW", "sa", "");
  }

  private Path file() {
    return folder.resolve("journal.mv.db");
  }
}
