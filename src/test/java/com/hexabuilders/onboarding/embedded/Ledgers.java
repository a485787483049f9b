package com.hexabuilders.onboarding.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writers of an embedded database that is to be killed. They open accounts and carry them from
 * balance to balance; each transaction moves many and sometimes is rolled back. The number of each
 * writer's last transaction whose commit has returned stands in {@link Acknowledged}.
 */
final class Ledgers {

  static final int WRITERS = 8;
  private static final int MOST = 60;

  private final List<Queue<String>> at =
      Stream.<Queue<String>>generate(ConcurrentLinkedQueue::new)
          .limit(LedgerTables.LAST + 1)
          .toList();

  private final Acknowledged acknowledged;

  private Ledgers(Acknowledged acknowledged) {
    this.acknowledged = acknowledged;
  }

  /** Runs until it is killed: {@code Ledgers <file>}. */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    DataSource database = EmbeddedDatabase.open(LedgerTables.h2(file), Duration.ofSeconds(5), "");
    new Ledgers(Acknowledged.in(file)).start(database);
    JdbcTemplate reader =
        new JdbcTemplate(new SingleConnectionDataSource(database.getConnection(), true));
    new Thread(() -> read(reader)).start();
    System.out.println("writing");
  }

  private static void read(JdbcTemplate jdbc) {
    while (true) {
      jdbc.queryForList("select note from entry limit 20");
    }
  }

  private void start(DataSource database) throws SQLException {
    for (int writer = 0; writer < WRITERS; writer++) {
      Connection connection = database.getConnection();
      DataSource own = new SingleConnectionDataSource(connection, true);
      TransactionTemplate transactions =
          new TransactionTemplate(new DataSourceTransactionManager(own));
      JdbcTemplate jdbc = new JdbcTemplate(own);
      if (writer == 0) {
        jdbc.query(
            "select id, balance from account where balance < " + LedgerTables.LAST,
            row -> {
              at.get(row.getInt(2)).add(row.getString(1));
            });
      }
      int number = writer;
      new Thread(() -> write(number, jdbc, transactions)).start();
    }
  }

  private void write(int writer, JdbcTemplate jdbc, TransactionTemplate transactions) {
    boolean opens = writer < 2;
    try {
      for (int number = acknowledged.last(writer) + 1; true; number++) {
        int mine = number;
        int from = opens ? 0 : ThreadLocalRandom.current().nextInt(1, LedgerTables.LAST);
        List<String> some = opens ? fresh() : taken(from);
        boolean fails = ThreadLocalRandom.current().nextInt(20) == 0;
        transactions.executeWithoutResult(
            transaction -> {
              if (ThreadLocalRandom.current().nextInt(10) == 0) {
                at.get(from).addAll(some.subList(0, some.size() / 3)); // others want them too
              }
              new LedgerTables(jdbc).move(some, from);
              new LedgerTables(jdbc).number(writer, mine);
              if (fails) {
                transaction.setRollbackOnly();
              }
            });
        if (!fails) {
          acknowledged.set(writer, mine);
        }
        if (!(fails && opens)) {
          at.get(fails ? from : from + 1).addAll(some);
        }
      }
    } catch (RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private List<String> fresh() {
    boolean enough = at.subList(0, LedgerTables.LAST).stream().mapToInt(Queue::size).sum() > 300;
    int count = enough ? 0 : ThreadLocalRandom.current().nextInt(1, MOST);
    return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
  }

  private List<String> taken(int balance) {
    List<String> taken = new ArrayList<>();
    int count = ThreadLocalRandom.current().nextInt(1, MOST);
    for (String next; taken.size() < count && (next = at.get(balance).poll()) != null; ) {
      taken.add(next);
    }
    return taken;
  }
}
