package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A full disk closes the embedded database, and room on it opens it again. */
@ExtendWith(OutputCaptureExtension.class)
class FullDiskTest {

  private static final int WRITERS = 6;
  private static final String CLOSED = "The embedded database closed its file";

  @TempDir Path folder;

  private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
  private HikariDataSource pool;
  private JdbcTemplate jdbc;

  @BeforeEach
  void open() {
    SmallDisk.mount();
    String url =
        "jdbc:h2:" + WatchedFiles.SCHEME + ":" + folder.resolve("journal") + ";WRITE_DELAY=0";
    DriverManagerDataSource h2 = new DriverManagerDataSource(url + ";TRACE_LEVEL_FILE=0", "sa", "");
    pool = new HikariDataSource();
    pool.setMaximumPoolSize(WRITERS);
    pool.setConnectionTimeout(500);
    pool.setDataSource(
        new EmbeddedDatabase(
            h2, Duration.ofSeconds(5), SmallDisk::check, new VersionMarkWriter(null)));
    jdbc = new JdbcTemplate(pool);
    jdbc.execute("create table start (id int primary key)");
  }

  @AfterEach
  void close() {
    stopped.set(true);
    SmallDisk.fill(false);
    writers.shutdown();
    pool.close();
  }

  @Test
  void starts_go_on_by_themselves_when_there_is_room_and_none_is_lost(CapturedOutput output) {
    for (int writer = 0; writer < WRITERS; writer++) {
      writers.execute(this::write);
    }
    await().until(() -> acknowledged.size() > 100);
    SmallDisk.fill(true);
    await().until(() -> output.getOut().contains(CLOSED));
    await("a check of health fails, again and again")
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(6))
        .until(this::isRefused);
    assertThat(output.getOut().lines().filter(line -> line.matches(".*Openings.*" + CLOSED + ".*")))
        .singleElement()
        .asString()
        .contains("(No space left on device)", "Make room on its disk.");

    SmallDisk.fill(false);
    int before = acknowledged.size();
    await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.size() > before + 100);
    assertThat(output).contains("The embedded database is open again.");
    Set<Integer> known = Set.copyOf(acknowledged);
    assertThat(jdbc.queryForList("select id from start", Integer.class)).containsAll(known);
  }

  @Test
  void what_meets_the_full_disk_is_trouble_of_the_database() {
    SmallDisk.fill(true);
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThatThrownBy(() -> jdbc.update("insert into start values (-1)"))
          .matches(InfrastructureTrouble::isCauseOf);
    }
  }

  /** Such a start ends; nothing is opened again by itself. The disk is full at once or later. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_file_that_cannot_be_opened_the_first_time_is_refused_in_one_sentence(
      boolean atOnce, CapturedOutput output) {
    String url = "jdbc:h2:" + WatchedFiles.SCHEME + ":" + folder.resolve("other");
    EmbeddedDatabase other =
        new EmbeddedDatabase(
            new FillingSource(url),
            Duration.ofSeconds(5),
            SmallDisk::check,
            new VersionMarkWriter(null));
    SmallDisk.fill(atOnce);
    SQLException failure = catchThrowableOfType(SQLException.class, other::getConnection);
    assertThat(output).doesNotContain(CLOSED);
    assertThat(StartupRefusals.opening(folder.resolve("other"), failure))
        .get()
        .extracting(Throwable::getMessage, as(STRING))
        .contains("cannot be written (No space left on device): make room on its disk")
        .doesNotContain("by itself");
  }

  /** Fills the disk as soon as the file is open. */
  private static final class FillingSource extends DriverManagerDataSource {

    FillingSource(String url) {
      super(url, "sa", "");
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection opened = super.getConnection();
      SmallDisk.fill(true);
      return opened;
    }
  }

  private void write() {
    while (!stopped.get()) {
      int id = next.incrementAndGet();
      try {
        jdbc.update("insert into start values (?)", id);
        acknowledged.add(id);
      } catch (RuntimeException e) {
        assertThat(e).matches(InfrastructureTrouble::isCauseOf);
      }
    }
  }

  private boolean isRefused() {
    try {
      jdbc.queryForObject("select 1", Integer.class);
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }
}
