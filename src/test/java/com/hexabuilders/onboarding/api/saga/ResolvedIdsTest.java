package com.hexabuilders.onboarding.api.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Role;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whom an id in an address means. */
class ResolvedIdsTest {

  private static final Caller ME = Caller.local("127.0.0.1");

  private SagaRows rows;
  private SagaReads reads;
  private SagaApi api;

  private void open(TestDatabase kind) {
    DataSource database = kind.fresh();
    JdbcClient jdbc = JdbcClient.create(database);
    rows = new SagaRows(database);
    rows.define();
    reads = new SagaReads(jdbc, SagaRows.definitions(database));
    api = new SagaApi(reads, new EventReads(jdbc), new UnknownSagas(jdbc));
  }

  @ParameterizedTest
  @EnumSource
  void a_partner_id_means_the_newest_saga_that_the_caller_may_see(TestDatabase kind) {
    open(kind);
    rows.saga("s-mine", "p-1", 10);
    rows.change("s-mine", "started_by = 'shop'");
    rows.saga("s-theirs", "p-1", 20);
    rows.change("s-theirs", "started_by = 'another'");
    Caller shop = new Caller("shop", Set.of(Role.CLIENT), "10.0.0.1");
    assertThat(api.detail("p-1", shop).body().get("saga_id").asText()).isEqualTo("s-mine");
    assertThat(api.detail("p-1", ME).body().get("saga_id").asText()).isEqualTo("s-theirs");
    assertThat(api.detail("s-theirs", shop).status()).isEqualTo(404);
    StatusApi status = new StatusApi(reads, null, null);
    assertThat(status.status("p-1", null, null, shop).body().get("saga_id").asText())
        .isEqualTo("s-mine");
    assertThat(reads.sagaId("p-1", "shop")).contains("s-mine");
  }

  @ParameterizedTest
  @EnumSource
  void an_id_below_partners_is_a_partners_before_it_is_a_sagas(TestDatabase kind) {
    open(kind);
    rows.saga("s-1", "victim", 0);
    rows.saga("s-2", "s-1", 10); // as earlier versions allowed
    assertThat(reads.partnerId("s-1")).isEqualTo("s-1");
    assertThat(reads.partnerId("s-2")).isEqualTo("s-1");
    assertThat(reads.sagaId("s-1", null)).contains("s-1");
  }
}
