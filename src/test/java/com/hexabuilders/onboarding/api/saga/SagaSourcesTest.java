package com.hexabuilders.onboarding.api.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.QueryParameters;
import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.api.RowSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an export reads: every row once, in the order of the lists, a page at a time. */
class SagaSourcesTest {

  private DataSource database;
  private SagaRows rows;
  private SagaSources sources;

  private void open(TestDatabase kind) {
    database = kind.fresh();
    rows = new SagaRows(database);
    rows.define();
    JdbcClient jdbc = JdbcClient.create(database);
    sources = new SagaSources(new SagaPages(jdbc), new EventReads(jdbc));
  }

  @ParameterizedTest
  @EnumSource
  void every_saga_comes_once_newest_first(TestDatabase kind) {
    open(kind);
    for (int i = 0; i < 450; i++) {
      rows.saga(id(i), "p-" + i, i / 7); // some were created at the same moment
    }
    List<String> expected = IntStream.range(0, 450).mapToObj(i -> id(449 - i)).toList();
    assertThat(all(sources.sagas(any())).stream().map(row -> row.get("saga_id").asText()))
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource
  void every_log_entry_comes_once_also_of_a_log_that_is_longer_than_a_page(TestDatabase kind) {
    open(kind);
    int[] lengths = {3, EventSource.MOST * 2 + 7, 0, 499, 2, EventSource.MOST, 1};
    List<String> expected = new ArrayList<>();
    for (int saga = lengths.length - 1; saga >= 0; saga--) {
      rows.saga(id(saga), "p-" + saga, saga);
      rows.change(id(saga), "log_seq = " + lengths[saga]);
      for (int seq = 1; seq <= lengths[saga]; seq++) {
        rows.event(id(saga), seq, id(saga));
        expected.add(id(saga) + " " + seq);
      }
    }
    RowSource events = sources.events(any());
    List<String> found = new ArrayList<>();
    for (List<ObjectNode> page = events.next(); !page.isEmpty(); page = events.next()) {
      assertThat(page).hasSizeLessThanOrEqualTo(EventSource.MOST);
      page.forEach(row -> found.add(row.get("step").asText() + " " + row.get("seq")));
    }
    assertThat(found).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void a_client_takes_only_the_sagas_that_it_started_and_their_events(TestDatabase kind) {
    open(kind);
    for (int i = 0; i < 3; i++) {
      rows.saga(id(i), "p-" + i, i);
      rows.event(id(i), 1, id(i));
    }
    rows.change(id(1), "started_by = 'shop'");
    rows.change(id(2), "started_by = 'another'");
    Caller shop = new Caller("shop", Set.of(Role.CLIENT), "10.0.0.1");
    SagaFilter own =
        new SagaQuery(null, null, "", null, null)
            .filter(new QueryParameters(), SagaRows.definitions(database), shop, null, null);
    assertThat(all(sources.sagas(own)))
        .extracting(row -> row.get("saga_id").asText())
        .containsExactly(id(1));
    assertThat(all(sources.events(own)))
        .extracting(row -> row.get("step").asText())
        .containsExactly(id(1));
  }

  private static SagaFilter any() {
    return new SagaFilter(null, null, null, null, null, null, null, null, 50);
  }

  private static String id(int number) {
    return "saga-" + (1000 + number);
  }

  private static List<ObjectNode> all(RowSource source) {
    List<ObjectNode> all = new ArrayList<>();
    for (List<ObjectNode> page = source.next(); !page.isEmpty(); page = source.next()) {
      all.addAll(page);
    }
    return all;
  }
}
