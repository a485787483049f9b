package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps PostgreSQL's statistics of young tables up to date. Without statistics the planner assumes
 * 200 different values in every column, and reads a whole table where an index would do. Autovacuum
 * analyzes a new table after a minute at the earliest. Until then the cost of a statement grows
 * with its table.
 *
 * <p>A table is analyzed when it has {@value #LEAST} rows or more and has doubled since the last
 * time. A table without any statistics, e.g. after a restore, is analyzed too. Only its owner can
 * do that. Each table has a transaction of its own, and one instance at a time works on it. A crash
 * leaves the old statistics of one table.
 */
@Repository
class TableStatistics {

  /** With fewer rows than this, reading the whole table costs next to nothing. */
  private static final int LEAST = 200;

  /** Key of the advisory lock that one instance holds while it analyzes. */
  static final long LOCK = 7_061_990_012L;

  private static final String OUTGROWN =
      """
      select quote_ident(s.relname)
        from pg_stat_user_tables s join pg_class c on c.oid = s.relid
       where s.schemaname = current_schema()
         and pg_has_role(c.relowner, 'usage')
         and (s.n_live_tup >= ? and s.n_live_tup > 2 * c.reltuples
              or c.reltuples >= ? and not exists
                 (select from pg_stats p
                   where p.schemaname = s.schemaname and p.tablename = s.relname))
       order by s.relname
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;

  TableStatistics(JdbcTemplate jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Whether the database plans by statistics that somebody has to gather: PostgreSQL. */
  boolean areGathered() {
    return Boolean.TRUE.equals(
        jdbc.execute(
            (Connection connection) ->
                connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
  }

  /**
   * Analyzes the tables that have outgrown their statistics. A table that others have locked is
   * left to the next time. One that cannot be analyzed keeps none of the others from it.
   *
   * @return the tables that were analyzed
   * @throws RuntimeException what broke the last of those that could not be
   */
  List<String> gather() {
    List<String> analyzed = new ArrayList<>();
    RuntimeException broken = null;
    for (String table : InfrastructureTrouble.sorted(this::outgrown)) {
      try {
        if (InfrastructureTrouble.sorted(() -> transactions.execute(tx -> analyze(table)))) {
          analyzed.add(table);
        }
      } catch (RuntimeException e) {
        broken = e;
      }
    }
    if (broken != null) {
      throw broken;
    }
    return analyzed;
  }

  private List<String> outgrown() {
    return jdbc.queryForList(OUTGROWN, String.class, LEAST, LEAST);
  }

  private boolean analyze(String table) {
    boolean isAlone =
        Boolean.TRUE.equals(
            jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
    if (isAlone) {
      jdbc.execute(String.format(Locale.ROOT, "analyze (skip_locked) %s", table));
    }
    return isAlone;
  }
}
