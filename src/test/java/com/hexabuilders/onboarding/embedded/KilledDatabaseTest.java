package com.hexabuilders.onboarding.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.harness.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Transactions of the embedded database are whole whenever its process is killed, and each whose
 * commit has returned is there. What a kill would leave is read many times while the process is
 * stopped; now and then it is killed and begins again with that. Without the lock about one look in
 * thirty finds parts of transactions. H2 2.5.252 lost the newest ones in most lives, once it wrote
 * over space that had become free. {@link HeaderChainTest} shows why 2.4.240 does not.
 */
class KilledDatabaseTest {

  private static final int LIVES = 3;
  private static final int LOOKS = 10;

  @TempDir Path folder;

  @Test
  void a_kill_leaves_whole_transactions_and_every_acknowledged_one() throws Exception {
    Path file = folder.resolve("ledgers");
    LedgerTables.create(LedgerTables.h2(file));
    Acknowledged acknowledged = Acknowledged.in(file);
    Random random = new Random();
    for (int life = 1; life <= LIVES; life++) {
      Path log = folder.resolve("life-" + life + ".log");
      try (ChildJvm child = ChildJvm.start(log, Ledgers.class, file.toString())) {
        child.awaitOutput("writing");
        for (int look = 1; look <= LOOKS; look++) {
          await("any moment of its work")
              .pollDelay(Duration.ofMillis(20 + random.nextInt(60)))
              .until(() -> true);
          String when = "life " + life + ", look " + look;
          assertThat(ifKilledNow(child, file, acknowledged)).as(when).isEmpty();
        }
      }
    }
  }

  @Test
  void what_the_first_transactions_had_not_committed_is_taken_back() throws Exception {
    Path file = folder.resolve("first");
    LedgerTables.create(LedgerTables.h2(file));
    EmbeddedDatabase database = new EmbeddedDatabase(LedgerTables.h2(file), Duration.ofSeconds(1));
    try (Connection first = database.getConnection();
        Connection second = database.getConnection();
        Connection committed = database.getConnection()) {
      for (Connection connection : List.of(first, second, committed)) {
        connection.setAutoCommit(false);
      }
      ledger(first).move(List.of("first"), 0);
      ledger(second).move(List.of("second"), 0);
      ledger(committed).move(List.of("committed"), 0);
      committed.commit();
      Path copy = copied(file);
      assertThat(LedgerTables.faults(LedgerTables.h2(copy))).isEmpty();
      assertThat(
              new JdbcTemplate(LedgerTables.h2(copy))
                  .queryForList("select id from account", String.class))
          .containsExactly("committed");
    }
  }

  private static LedgerTables ledger(Connection connection) {
    return new LedgerTables(new JdbcTemplate(new SingleConnectionDataSource(connection, true)));
  }

  private List<String> ifKilledNow(ChildJvm child, Path file, Acknowledged acknowledged)
      throws IOException {
    child.freeze();
    Optional<VersionMark> mark = VersionMark.read(Path.of(file + VersionMarkWriter.ENDING));
    int[] last = IntStream.range(0, Ledgers.WRITERS).map(acknowledged::last).toArray();
    Path copy = copied(file);
    child.thaw();
    DataSource found = LedgerTables.h2(copy);
    List<String> faults = new ArrayList<>();
    if (H2Store.version(Path.of(copy + ".mv.db")) < mark.map(VersionMark::version).orElse(0L)) {
      faults.add("a start would be refused");
    }
    faults.addAll(LedgerTables.faults(found));
    Map<Integer, Integer> numbers = LedgerTables.numbers(found);
    for (int writer = 0; writer < last.length; writer++) {
      int there = numbers.getOrDefault(writer, 0);
      if (there < last[writer]) {
        faults.add("lost of writer %d: %d of %d".formatted(writer, there, last[writer]));
      }
    }
    return faults;
  }

  private Path copied(Path file) throws IOException {
    Path copy = folder.resolve("copy");
    Files.copy(
        Path.of(file + ".mv.db"), Path.of(copy + ".mv.db"), StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }
}
