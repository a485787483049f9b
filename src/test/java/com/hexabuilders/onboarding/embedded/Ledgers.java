package com.hexabuilders.onboarding.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writers of an embedded database that is to be killed. They carry accounts from balance to
 * balance; each transaction moves many, writes an entry for each into the ledger, and sometimes is
 * rolled back. At the end they are closed. In whole transactions an account's balance is the number
 * of its entries.
 */
final class Ledgers {

  private static final int WRITERS = 8;
  private static final int LAST = 6;
  private static final int MOST = 60;
  private static final int MANY = 20;

  private final List<Queue<String>> at =
      Stream.<Queue<String>>generate(ConcurrentLinkedQueue::new).limit(LAST + 1).toList();

  private Ledgers() {}

  /** Runs until it is killed: {@code Ledgers <file>}. */
  public static void main(String[] arguments) throws SQLException {
    DataSource database =
        new EmbeddedDatabase(h2(Path.of(arguments[0])), MANY, Duration.ofSeconds(5));
    Connection kept = openManyAtOnce(database);
    new Ledgers().start(database);
    kept.close();
    System.out.println("writing");
  }

  static DataSource h2(Path file) {
    return new DriverManagerDataSource(
        "jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0", "sa", "");
  }

  static void create(DataSource database) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute("create table account (id varchar(36) primary key, balance int, kind varchar(9))");
    jdbc.execute("create index account_by_kind on account (kind, balance)");
    jdbc.execute("create index account_by_balance on account (balance)");
    jdbc.execute(
        "create table part (account varchar(36), number int, state varchar(9), primary key (account, number))");
    jdbc.execute("create index part_by_state on part (number, state)");
    jdbc.execute(
        "create table entry (account varchar(36), balance int, note text, primary key (account, balance))");
  }

  /** What of the transactions is not whole. */
  static List<String> faults(DataSource database) {
    return new JdbcTemplate(database)
        .queryForList(
            """
            select 'balance of ' || id || ' is ' || a.balance || ', entries ' || e.entries
            from account a join (select account, count(*) entries from entry group by account) e
            on e.account = a.id where e.entries <> a.balance
            union all
            select 'no entries for ' || id from account a
            where not exists (select 1 from entry e where e.account = a.id)
            union all
            select 'no account for ' || account from entry e
            where not exists (select 1 from account a where a.id = e.account)
            union all
            select 'in rows ' || r.n || ', in index ' || i.n || ' entries'
            from (select count(*) n from entry) r, (select count(*) n from entry e
              join (select account, balance from entry) k
              on k.account = e.account and k.balance = e.balance) i
            where r.n <> i.n
            union all
            select 'in rows ' || r.n || ', in index ' || i.n || ' parts'
            from (select count(*) n from part) r, (select count(*) n from part e
              join (select account, number from part) k
              on k.account = e.account and k.number = e.number) i
            where r.n <> i.n
            union all
            select 'parts of ' || account from part group by account having count(*) <> 5
            union all
            select 'twice: ' || account from entry group by account, balance having count(*) > 1
            """,
            String.class);
  }

  /** Transactions have undo logs by number; those of many at once stand elsewhere than a few. */
  private static Connection openManyAtOnce(DataSource database) throws SQLException {
    List<Connection> many = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      Connection connection = database.getConnection();
      connection.setAutoCommit(false);
      many.add(connection);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select count(*) from account");
      }
    }
    for (Connection connection : many.subList(1, many.size())) {
      connection.close();
    }
    return many.get(0);
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
            "select id, balance from account where balance < " + LAST,
            row -> {
              at.get(row.getInt(2)).add(row.getString(1));
            });
      }
      boolean opens = writer < 2;
      new Thread(() -> write(opens, jdbc, transactions)).start();
    }
  }

  private void write(boolean opens, JdbcTemplate jdbc, TransactionTemplate transactions) {
    try {
      while (true) {
        int from = opens ? 0 : ThreadLocalRandom.current().nextInt(1, LAST);
        List<String> some = opens ? fresh() : taken(from);
        boolean fails = ThreadLocalRandom.current().nextInt(20) == 0;
        transactions.executeWithoutResult(
            transaction -> {
              if (ThreadLocalRandom.current().nextInt(10) == 0) {
                at.get(from).addAll(some.subList(0, some.size() / 3)); // others want them too
              }
              move(jdbc, some, from);
              if (fails) {
                transaction.setRollbackOnly();
              }
            });
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
    boolean enough = at.subList(0, LAST).stream().mapToInt(Queue::size).sum() > 300;
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

  /** Moves those that are still where they were seen. */
  private static void move(JdbcTemplate jdbc, List<String> seen, int from) {
    List<String> accounts =
        from == 0
            ? seen
            : jdbc.queryForList(
                "select id from account where id = any(?) and balance = ? order by id for update",
                String.class,
                seen.toArray(String[]::new),
                from);
    if (from == LAST - 1) {
      for (String table :
          List.of("entry where account", "part where account", "account where id")) {
        jdbc.update(
            "delete from " + table + " = any(?)", new Object[] {accounts.toArray(String[]::new)});
      }
      return;
    }
    String note = "x".repeat(300);
    jdbc.batchUpdate(
        "insert into entry values (?, ?, ?)",
        accounts.stream().map(id -> new Object[] {id, from + 1, note}).toList());
    for (int number = from == 0 ? 1 : from; number <= (from == 0 ? 5 : from); number++) {
      int part = number;
      jdbc.batchUpdate(
          from == 0
              ? "insert into part (state, account, number) values (?, ?, ?)"
              : "update part set state = ? where account = ? and number = ?",
          accounts.stream().map(id -> new Object[] {"state " + from, id, part}).toList());
    }
    jdbc.batchUpdate(
        from == 0
            ? "insert into account (balance, kind, id) values (?, ?, ?)"
            : "update account set balance = ?, kind = ? where id = ?",
        accounts.stream().map(id -> new Object[] {from + 1, "kind " + from, id}).toList());
  }
}
