package com.hexabuilders.onboarding.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.ParticipantView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which partners a caller sees that follows only what it started itself. */
class OwnPartnersTest {

  private static final Caller CLIENT = new Caller("shop", Set.of(Role.CLIENT), "10.0.0.1");
  private static final Caller VIEWER = new Caller("eve", Set.of(Role.VIEWER), "10.0.0.2");

  private JdbcClient jdbc;
  private SagaRows rows;
  private PartnerApi api;

  private void open(TestDatabase kind) {
    DataSource database = kind.fresh();
    jdbc = JdbcClient.create(database);
    rows = new SagaRows(database);
    rows.define();
    SagaReads reads = new SagaReads(jdbc, new SagaDefinitions(jdbc));
    api = new PartnerApi(List.of(new EverySection()), reads, null);
  }

  @ParameterizedTest
  @EnumSource
  void a_client_sees_a_partner_all_of_whose_sagas_it_started(TestDatabase kind) {
    open(kind);
    saga("s-1", "mine", 0, "shop");
    saga("s-2", "mine", 1, "shop");
    assertThat(see("mine", CLIENT).body().get("nombre").asText()).isEqualTo("masked");
    assertThat(see("s-1", CLIENT).body()).isEqualTo(see("mine", CLIENT).body());
    assertThat(api.partner("mine", "It is mine.", CLIENT).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource
  void others_are_unknown_to_it_also_if_it_starts_one_more_saga_for_them(TestDatabase kind) {
    open(kind);
    saga("s-1", "theirs", 0, "another");
    saga("s-2", "dropped", 0, null);
    Reply unknown = see("nobody", CLIENT);
    assertThat(unknown.status()).isEqualTo(404);
    for (String partner : List.of("theirs", "dropped", "s-1")) {
      assertThat(see(partner, CLIENT)).isEqualTo(unknown);
      assertThat(see(partner, VIEWER).status()).isEqualTo(200);
    }
    saga("s-3", "theirs", 9, "shop");
    saga("s-4", "dropped", 9, "shop");
    for (String partner : List.of("theirs", "dropped", "s-3")) {
      assertThat(see(partner, CLIENT)).isEqualTo(unknown);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_removed_saga_is_still_its_starters(TestDatabase kind) {
    open(kind);
    saga("s-1", "mine", 0, "shop");
    saga("s-2", "theirs", 0, "another");
    remove("s-1");
    remove("s-2");
    assertThat(see("mine", CLIENT).status()).isEqualTo(200);
    saga("s-3", "theirs", 9, "shop");
    assertThat(see("theirs", CLIENT).status()).isEqualTo(404);
  }

  private Reply see(String id, Caller caller) {
    return api.partner(id, null, caller);
  }

  private void saga(String saga, String partner, int second, String startedBy) {
    rows.saga(saga, partner, second);
    rows.change(saga, "started_by = " + (startedBy == null ? "null" : "'" + startedBy + "'"));
  }

  /** As retention does. */
  private void remove(String saga) {
    jdbc.sql(
            """
            insert into saga_tombstone (saga_id, partner_id, correlation_id, content_hash, status,
              created_at, completed_at, removed_at, archive, started_by)
            select saga_id, partner_id, correlation_id, content_hash, status, created_at,
              created_at, created_at, 'file', started_by from saga where saga_id = ?
            """)
        .param(saga)
        .update();
    jdbc.sql("delete from saga where saga_id = ?").param(saga).update();
  }

  /** Knows every partner but one. */
  private static final class EverySection implements ParticipantView {
    @Override
    public String section() {
      return "partner";
    }

    @Override
    public Optional<JsonNode> view(String partnerId) {
      return partnerId.equals("nobody")
          ? Optional.empty()
          : Optional.of(JsonNodeFactory.instance.objectNode().put("nombre", "masked"));
    }
  }
}
