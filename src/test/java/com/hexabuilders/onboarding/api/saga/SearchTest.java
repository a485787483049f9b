package com.hexabuilders.onboarding.api.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A search finds sagas by how their ids begin, and reads what it finds, not the whole table. */
class SearchTest {

  private static final String SAGA = "019ac5d2-7b1e-7c3f-9a10-0123456789ab";
  private static final int MANY = 5_000;

  @ParameterizedTest
  @EnumSource
  void a_saga_is_found_by_how_its_own_id_begins(TestDatabase kind) {
    DataSource database = kind.fresh();
    SagaRows rows = new SagaRows(database);
    rows.define();
    rows.saga(SAGA, "p-1", 0);
    rows.saga(SAGA.replace("7b1e", "7b1f"), "p-2", 60);
    SagaPages pages = new SagaPages(JdbcClient.create(database));

    for (String q : List.of(SAGA.substring(0, 13), SAGA.substring(0, 14), SAGA)) {
      assertThat(found(pages, q)).containsExactly(SAGA);
    }
    assertThat(found(pages, "0")).hasSize(2);
    for (String q : List.of("019ac5d27", "019AC5D2", "019ac5d2-7b1e0", SAGA + "0", "-", "f")) {
      assertThat(found(pages, q)).as(q).isEmpty();
    }
  }

  @Test
  void each_kind_of_id_is_found_by_an_index() throws Exception {
    DataSource database = TestDatabase.POSTGRES.fresh();
    SingleConnectionDataSource one =
        new SingleConnectionDataSource(database.getConnection(), true); // its counts are its own
    try {
      SagaRows rows = new SagaRows(one);
      rows.define();
      rows.saga("template", "template", 0);
      JdbcClient jdbc = JdbcClient.create(one);
      copy(jdbc);
      SagaPages pages = new SagaPages(jdbc);

      for (String q : List.of("partner-471", "conversation-471", "00000471")) {
        long before = rowsRead(jdbc);
        assertThat(found(pages, q)).as(q).hasSize(11); // 471, and 4710 to 4719
        assertThat(rowsRead(jdbc) - before).as("rows read for " + q).isBetween(11L, 50L);
      }
    } finally {
      one.destroy();
    }
  }

  private static void copy(JdbcClient jdbc) {
    jdbc.sql(
            """
            insert into saga (saga_id, saga_type, definition_version, partner_id, correlation_id,
              trace_parent, content_hash, source, status, current_step, log_seq, open_seq,
              cause_seq, waiting, created_at, updated_at, wake_at, due_at, resends)
            select lpad(left(i::text, 3), 8, '0') || '-' || lpad(i::text, 4, '0')
                || '-7000-8000-000000000000',
              saga_type, definition_version, 'partner-' || i, 'conversation-' || i,
              trace_parent, content_hash, source, status, current_step, log_seq, open_seq,
              cause_seq, waiting, created_at, updated_at, wake_at, due_at, resends
            from saga, generate_series(1, ?) i where saga_id = 'template'
            """)
        .param(MANY)
        .update();
    jdbc.sql("analyze saga").update();
  }

  private static long rowsRead(JdbcClient jdbc) {
    jdbc.sql("select pg_stat_force_next_flush()").query().singleRow();
    return jdbc.sql(
            "select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'saga'")
        .query(Long.class)
        .single();
  }

  private static List<String> found(SagaPages pages, String q) {
    SagaFilter filter = new SagaFilter(null, null, q, null, null, null, null, null, 50);
    return pages.read(filter).stream().map(SagaRow::sagaId).toList();
  }
}
