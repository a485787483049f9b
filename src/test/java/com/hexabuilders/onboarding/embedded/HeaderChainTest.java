package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * H2 opens the file of a killed process by its header or by the chunk at the file's end, and
 * follows the chunks from there to the newest. No write may hit one of these chunks before a header
 * names a newer one: killed in between, H2 would find an older state.
 */
class HeaderChainTest {

  private static final int COMMITS = 400;

  /** What is dead becomes free space at one of so many commits. */
  private static final int FREEING = 2;

  private static final int LONG_MILLIS = 3_600_000;

  private static final String HEADER = "header";
  private static final String APPENDED = "chunk appended";
  private static final String INSIDE = "chunk in reused space";

  @TempDir Path folder;

  private final List<Chunk> chain = new ArrayList<>();
  private final List<String> hits = new ArrayList<>();
  private int overwritten;

  private record Chunk(long position, int length) {

    private boolean overlaps(Chunk other) {
      return position < other.position + other.length && other.position < position + length;
    }
  }

  @BeforeEach
  void watchNothing() {
    WatchedFiles.watch((position, length, end) -> {});
  }

  @Test
  void no_commit_writes_over_the_chunks_by_which_the_newest_one_is_found() throws Exception {
    EmbeddedDatabase database = new EmbeddedDatabase(reusing("ledgers"), Duration.ofSeconds(5));
    try (Connection connection = database.getConnection()) {
      LedgerTables.create(new SingleConnectionDataSource(connection, true));
      WatchedFiles.watch(this::writes);
      write(connection);
    }
    assertThat(overwritten).as("chunks in reused space").isGreaterThan(COMMITS / 10);
    assertThat(hits).isEmpty();
  }

  /** The file's header is older than its newest commits then, as after a kill. */
  @Test
  void after_a_full_disk_the_file_is_appended_to_until_its_header_is_written() throws Exception {
    EmbeddedDatabase database =
        new EmbeddedDatabase(
            reusing("full"), Duration.ofSeconds(5), SmallDisk::check, new VersionMarkWriter(null));
    SmallDisk.mount();
    Connection failing = database.getConnection();
    LedgerTables.create(new SingleConnectionDataSource(failing, true));
    write(failing);
    SmallDisk.fill(true);
    assertThatThrownBy(() -> write(failing)).hasStackTraceContaining("No space left on device");
    assertThatThrownBy(failing::close).hasStackTraceContaining("No space left on device");
    SmallDisk.fill(false);
    List<String> writes = Collections.synchronizedList(new ArrayList<>());
    WatchedFiles.watch((position, length, end) -> writes.add(kind(position, length, end)));
    try (Connection connection = await().until(() -> connected(database), Objects::nonNull)) {
      write(connection);
    }
    assertThat(writes).contains(HEADER, INSIDE);
    assertThat(writes.subList(0, writes.indexOf(HEADER))).containsOnly(APPENDED);
  }

  private static Connection connected(EmbeddedDatabase database) throws SQLException {
    try {
      return database.getConnection();
    } catch (ClosedDatabase e) {
      return null;
    }
  }

  private static String kind(long position, int length, long end) {
    return position == 0 ? HEADER : position + length >= end ? APPENDED : INSIDE;
  }

  private DriverManagerDataSource reusing(String name) {
    String settings = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE";
    return new DriverManagerDataSource(
        "jdbc:h2:watched:" + folder.resolve(name) + settings, "sa", "");
  }

  private static void write(Connection connection) throws SQLException {
    LedgerTables tables =
        new LedgerTables(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
    MVStore store = H2Store.of(connection).orElseThrow();
    connection.setAutoCommit(false);
    Random random = new Random(7);
    List<String> accounts = List.of();
    for (int number = 0; number < COMMITS; number++) {
      int balance = number % LedgerTables.LAST;
      store.setRetentionTime(random.nextInt(FREEING) == 0 ? 0 : LONG_MILLIS);
      if (balance == 0) {
        accounts =
            Stream.generate(() -> UUID.randomUUID().toString())
                .limit(1 + random.nextInt(40))
                .toList();
      }
      tables.move(accounts, balance);
      tables.number(0, number);
      connection.commit();
    }
  }

  private synchronized void writes(long position, int length, long end) {
    Chunk chunk = new Chunk(position, length);
    if (position == 0) {
      chain.subList(0, Math.max(0, chain.size() - 1)).clear();
      return;
    }
    if (position + length >= end) {
      chain.clear();
    } else {
      overwritten++;
    }
    chain.stream().filter(chunk::overlaps).forEach(hit -> hits.add(chunk + " over " + hit));
    chain.add(chunk);
  }
}
