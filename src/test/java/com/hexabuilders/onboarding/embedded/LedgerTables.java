package com.hexabuilders.onboarding.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Accounts, their entries and their parts. After whole transactions an account's balance is the
 * number of its entries, it has five parts, and every index has all rows of its table.
 */
final class LedgerTables {

  /** The balance at which an account is closed. */
  static final int LAST = 6;

  /** Space is written again after a moment and not after 45 s, as in a file that is older. */
  private static final String REUSE = ";RETENTION_TIME=100";

  private static final int PARTS = 5;
  private static final String NOTE = "x".repeat(300);

  private final JdbcTemplate jdbc;

  LedgerTables(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  static DriverManagerDataSource h2(Path file) {
    return new DriverManagerDataSource(
        "jdbc:h2:file:" + file + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0" + REUSE,
        "sa",
        "");
  }

  static void create(DataSource database) {
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute("create table account (id varchar(36) primary key, balance int)");
    jdbc.execute("create index account_by_kind on account (balance, id)");
    jdbc.execute("create index account_by_balance on account (balance)");
    jdbc.execute(
        "create table part (account varchar(36), number int, state varchar(9), primary key (account, number))");
    jdbc.execute("create index part_by_state on part (number, state)");
    jdbc.execute(
        "create table entry (account varchar(36), balance int, note text, primary key (account, balance))");
    jdbc.execute("create table progress (writer int primary key, number int)");
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
            select 'note of ' || account from entry where length(note) <> 300
            union all
            select 'no entries for ' || id from account a
            where not exists (select 1 from entry e where e.account = a.id)
            union all
            select 'no account for ' || account from entry e
            where not exists (select 1 from account a where a.id = e.account)
            union all
            %s union all %s
            union all
            select 'parts of ' || account from part group by account having count(*) <> 5
            union all
            select 'twice: ' || account from entry group by account, balance having count(*) > 1
            """
                .formatted(unindexed("entry", "balance"), unindexed("part", "number")),
            String.class);
  }

  /** Rows of a table that its primary key of account and number does not find. */
  private static String unindexed(String table, String number) {
    return """
    select 'in rows ' || r.n || ', in index ' || i.n || ' of %1$s'
    from (select count(*) n from %1$s) r, (select count(*) n from %1$s e
      join (select account, %2$s from %1$s) k
      on k.account = e.account and k.%2$s = e.%2$s) i
    where r.n <> i.n
    """
        .formatted(table, number);
  }

  /** Notes in the transaction under way that it is this writer's transaction of that number. */
  void number(int writer, int number) {
    jdbc.update("delete from progress where writer = ?", writer);
    jdbc.update("insert into progress values (?, ?)", writer, number);
  }

  /** The number of the last transaction that is there, of every writer that has one. */
  static Map<Integer, Integer> numbers(DataSource database) {
    Map<Integer, Integer> numbers = new HashMap<>();
    new JdbcTemplate(database)
        .query(
            "select writer, number from progress",
            row -> {
              numbers.put(row.getInt(1), row.getInt(2));
            });
    return numbers;
  }

  /** Moves those accounts by one that still have this balance; those of balance 0 are opened. */
  void move(List<String> seen, int from) {
    if (from == 0) {
      open(seen);
      return;
    }
    List<String> accounts =
        jdbc.queryForList(
            "select id from account where id = any(?) and balance = ? order by id for update",
            String.class,
            seen.toArray(String[]::new),
            from);
    if (from == LAST - 1) {
      close(accounts);
      return;
    }
    enter(accounts, from + 1);
    batch("update part set state = 'moved' where number = ? and account = ?", from, accounts);
    batch("update account set balance = ? where id = ?", from + 1, accounts);
  }

  private void open(List<String> accounts) {
    enter(accounts, 1);
    IntStream.rangeClosed(1, PARTS)
        .forEach(part -> batch("insert into part (number, account) values (?, ?)", part, accounts));
    batch("insert into account (balance, id) values (?, ?)", 1, accounts);
  }

  private void enter(List<String> accounts, int balance) {
    batch(
        "insert into entry (balance, account, note) values (?, ?, '" + NOTE + "')",
        balance,
        accounts);
  }

  private void batch(String sql, int number, List<String> accounts) {
    jdbc.batchUpdate(sql, accounts.stream().map(id -> new Object[] {number, id}).toList());
  }

  private void close(List<String> accounts) {
    for (String rows : List.of("entry where account", "part where account", "account where id")) {
      jdbc.update(
          "delete from " + rows + " = any(?)", new Object[] {accounts.toArray(String[]::new)});
    }
  }
}
