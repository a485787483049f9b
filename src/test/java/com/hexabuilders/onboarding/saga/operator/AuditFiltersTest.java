package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Whoever asks for some acts gets those, and the database reads what it shows. */
class AuditFiltersTest {

  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final Pattern SCANNED = Pattern.compile("scanCount: ([0-9]+)");
  private static final int MANY = 20_000;

  private JdbcClient jdbc;
  private AuditPages pages;

  private void open(DataSource database) {
    jdbc = JdbcClient.create(database);
    pages = new AuditPages(new JdbcTemplate(database));
  }

  @ParameterizedTest
  @EnumSource
  void each_filter_shows_the_acts_it_means_newest_first(TestDatabase kind) {
    open(kind.fresh());
    entry(1, 0, "ana", "retry", "dead-letter/1", "done");
    entry(2, 10, "ben", "retry", "dead-letter/2", "refused");
    entry(3, 20, "ana", "erase", "partner/acme", "done");
    entry(4, 20, "ana", "retry", "dead-letter/2", "done");

    assertThat(found(null, null, null, null)).containsExactly(4L, 3L, 2L, 1L);
    assertThat(found("ana", null, null, null)).containsExactly(4L, 3L, 1L);
    assertThat(found(null, "retry", null, null)).containsExactly(4L, 2L, 1L);
    assertThat(found(null, null, "dead-letter/2", null)).containsExactly(4L, 2L);
    assertThat(found(null, null, null, "refused")).containsExactly(2L);
    assertThat(found("ana", "retry", null, "done")).containsExactly(4L, 1L);
    assertThat(found("ana", "retry", "dead-letter/2", "refused")).isEmpty();
    assertThat(between(10, 20)).containsExactly(2L);
    assertThat(between(10, 21)).containsExactly(4L, 3L, 2L);
  }

  @ParameterizedTest
  @EnumSource
  void pages_miss_nothing_where_times_are_equal_or_go_back(TestDatabase kind) {
    open(kind.fresh());
    for (int seq = 1; seq <= 9; seq++) {
      entry(seq, seq == 7 ? 1 : seq / 3, seq % 2 == 0 ? "ana" : "ben", "retry", "t", "done");
    }
    assertThat(byPages(AuditFilter.ALL)).containsExactly(9L, 8L, 6L, 7L, 5L, 4L, 3L, 2L, 1L);
    AuditFilter ben = new AuditFilter("ben", null, null, null, null, null);
    assertThat(byPages(ben)).containsExactly(9L, 7L, 5L, 3L, 1L);
    assertThat(pages.place(10)).isEmpty();
  }

  @Test
  void a_page_reads_what_it_shows_and_not_the_whole_audit() throws Exception {
    SingleConnectionDataSource one =
        new SingleConnectionDataSource(TestDatabase.POSTGRES.fresh().getConnection(), true);
    try {
      open(one);
      fill("generate_series(1, ?) as n(i)");
      jdbc.sql("analyze audit").update();
      for (AuditFilter filter : filters()) {
        long before = rowsRead();
        assertThat(pages.read(filter, null, 5)).as(filter.toString()).hasSizeLessThanOrEqualTo(5);
        assertThat(rowsRead() - before).as(filter.toString()).isLessThanOrEqualTo(20);
      }
    } finally {
      one.destroy();
    }
  }

  @Test
  void on_h2_each_filter_has_an_index_in_the_order_of_the_list() {
    open(TestDatabase.H2.fresh());
    fill("system_range(1, ?) as n(i)");
    jdbc.sql("analyze").update();
    for (AuditFilter filter : filters()) {
      assertThat(scanned(filter)).as(filter.toString()).isLessThanOrEqualTo(20);
    }
  }

  /** Every single one, and the bounds of time, which by far most entries do not keep. */
  private static List<AuditFilter> filters() {
    Instant late = START.plusSeconds(MANY - 3);
    Instant early = START.plusSeconds(3);
    return List.of(
        AuditFilter.ALL,
        new AuditFilter("ana", null, null, null, null, null),
        new AuditFilter("nobody", null, null, null, null, null),
        new AuditFilter(null, "retry", null, null, null, null),
        new AuditFilter(null, "erase", null, null, null, null),
        new AuditFilter(null, null, "target-5", null, null, null),
        new AuditFilter(null, null, null, "done", null, null),
        new AuditFilter(null, null, null, "refused", null, null),
        new AuditFilter(null, null, null, null, late, null),
        new AuditFilter(null, null, null, null, null, early),
        new AuditFilter("ana", null, null, null, null, early),
        new AuditFilter(null, "retry", null, null, late, null));
  }

  /** Rows that H2 looks at for a page, as it says itself. */
  private int scanned(AuditFilter filter) {
    List<Object> values = new ArrayList<>();
    String sql = "explain analyze " + AuditPages.statement(filter, null, 5, values);
    String plan = jdbc.sql(sql).params(values).query(String.class).single();
    Matcher count = SCANNED.matcher(plan);
    assertThat(count.find()).as(plan).isTrue();
    return Integer.parseInt(count.group(1));
  }

  private void fill(String numbers) {
    jdbc.sql(
            """
            insert into audit (seq, at, actor, roles, address, act, target, outcome, previous_hash,
                hash)
            select i, cast(? as timestamp with time zone) + i * interval '1' second,
                case when mod(i, 2) = 0 then 'ana' else 'ben' end, 'ADMIN', '::1',
                case when i = 77 then 'erase' else 'retry' end, 'target-' || i,
                case when i = 99 then 'refused' else 'done' end, 'h', 'h'
            from\s"""
                + numbers)
        .params(START.atOffset(ZoneOffset.UTC), MANY)
        .update();
  }

  private long rowsRead() {
    jdbc.sql("select pg_stat_force_next_flush()").query().singleRow();
    return jdbc.sql(
            "select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'audit'")
        .query(Long.class)
        .single();
  }

  private List<Long> byPages(AuditFilter filter) {
    List<Long> all = new ArrayList<>();
    AuditPages.Place last = null;
    List<AuditLog.Entry> page = pages.read(filter, null, 2);
    while (!page.isEmpty()) {
      page.forEach(entry -> all.add(entry.seq()));
      last = pages.place(page.get(page.size() - 1).seq()).orElseThrow();
      page = pages.read(filter, last, 2);
    }
    return all;
  }

  private List<Long> found(String actor, String act, String target, String outcome) {
    return seqs(new AuditFilter(actor, act, target, outcome, null, null));
  }

  private List<Long> between(int from, int to) {
    return seqs(
        new AuditFilter(null, null, null, null, START.plusSeconds(from), START.plusSeconds(to)));
  }

  private List<Long> seqs(AuditFilter filter) {
    return pages.read(filter, null, 9).stream().map(AuditLog.Entry::seq).toList();
  }

  private void entry(
      long seq, int second, String actor, String act, String target, String outcome) {
    jdbc.sql("insert into audit values (?,?,?,'ADMIN','::1',?,?,null,null,null,?,'h','h')")
        .params(
            seq, START.plusSeconds(second).atOffset(ZoneOffset.UTC), actor, act, target, outcome)
        .update();
  }
}
