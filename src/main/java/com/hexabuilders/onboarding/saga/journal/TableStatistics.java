package com.hexabuilders.onboarding.saga.journal;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps PostgreSQL's statistics of the tables up to date while they are young. Without statistics
 * the planner takes a column for one of 200 values. It then reads a whole table where an index
 * would do. Autovacuum analyzes a new table after a minute at the earliest. Until then the cost of
 * a statement grows with its table.
 *
 * <p>A table with {@value #LEAST} rows or more is analyzed when it has doubled since its last
 * analysis. One without any statistics, e.g. after a restore, is analyzed too. A crash leaves the
 * old statistics. One instance at a time does the work.
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

  /** Whether the database plans by statistics that have to be gathered: PostgreSQL. */
  boolean areGathered() {
    return Boolean.TRUE.equals(
        jdbc.execute(
            (Connection connection) ->
                connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")));
  }

  /**
   * Analyzes the tables that have outgrown their statistics. A table that others have locked is
   * left to the next time.
   *
   * @return the tables
   * @throws InfrastructureTrouble if the database failed
   */
  List<String> gather() {
    return InfrastructureTrouble.sorted(() -> transactions.execute(tx -> inTransaction()));
  }

  private List<String> inTransaction() {
    boolean isAlone =
        Boolean.TRUE.equals(
            jdbc.queryForObject("select pg_try_advisory_xact_lock(?)", Boolean.class, LOCK));
    if (!isAlone) {
      return List.of();
    }
    List<String> outgrown = jdbc.queryForList(OUTGROWN, String.class, LEAST, LEAST);
    for (String table : outgrown) {
      jdbc.execute(String.format(Locale.ROOT, "analyze (skip_locked) %s", table));
    }
    return outgrown;
  }
}
