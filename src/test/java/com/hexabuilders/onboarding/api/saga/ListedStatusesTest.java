package com.hexabuilders.onboarding.api.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of sagas by status knows what the stored definitions say. */
class ListedStatusesTest {

  private ListApi lists;

  @ParameterizedTest
  @EnumSource
  void lists_by_every_status_that_a_stored_definition_reaches(TestDatabase kind) {
    DataSource database = kind.fresh();
    JdbcClient jdbc = JdbcClient.create(database);
    StoredDefinitions definitions = SagaRows.definitions(database);
    SagaReads reads = new SagaReads(jdbc, definitions);
    lists = new ListApi(new SagaPages(jdbc), reads, definitions, new UnknownSagas(jdbc));
    SagaRows rows = new SagaRows(database);
    rows.define();
    rows.saga("s-1", "p-1", 0);
    rows.change("s-1", "status = 'SECOND_DONE'");
    rows.saga("s-2", "p-2", 1);

    assertThat(ids("SECOND_DONE")).containsExactly("s-1");
    assertThat(ids("FIRST_DONE")).isEmpty();
    assertThat(ids("INITIATED")).containsExactly("s-2");
    assertThat(list("THIRD_DONE").status()).isEqualTo(400);
  }

  private List<String> ids(String status) {
    Reply page = list(status);
    assertThat(page.status()).isEqualTo(200);
    return page.body().get("items").findValuesAsText("saga_id");
  }

  private Reply list(String status) {
    return lists.list(status, null, null, null, null, null, null, Caller.local("127.0.0.1"));
  }
}
