package com.hexabuilders.onboarding.api.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.saga.ParticipantView;
import java.util.ArrayList;
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
  private static final Caller OTHER = new Caller("another", Set.of(Role.CLIENT), "10.0.0.3");
  private static final Caller VIEWER = new Caller("eve", Set.of(Role.VIEWER), "10.0.0.2");

  private String madeBy;
  private JdbcClient jdbc;
  private SagaRows rows;
  private PartnerApi api;

  private void open(TestDatabase kind) {
    DataSource database = kind.fresh();
    jdbc = JdbcClient.create(database);
    rows = new SagaRows(database);
    rows.define();
    SagaReads reads = new SagaReads(jdbc, SagaRows.definitions(database));
    api = new PartnerApi(List.of(new Section("partner"), new Section("contract")), reads, null);
  }

  @ParameterizedTest
  @EnumSource
  void a_client_sees_a_partner_that_stands_as_its_saga_has_made_it(TestDatabase kind) {
    open(kind);
    saga("s-1", "mine", 0, "shop");
    assertThat(see("mine", CLIENT).body().get("nombre").asText()).isEqualTo("masked");
    assertThat(see("s-1", CLIENT).body()).isEqualTo(see("mine", CLIENT).body());
    assertThat(api.partner("mine", "It is mine.", CLIENT).status()).isEqualTo(403);

    saga("s-2", "mine", 9, "another"); // refused, because the partner is live
    assertThat(see("mine", CLIENT).status()).isEqualTo(200);
    assertThat(see("mine", OTHER).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void others_are_unknown_to_it_also_if_it_starts_one_more_saga_for_them(TestDatabase kind) {
    open(kind);
    saga("s-1", "theirs", 0, "another");
    saga("s-2", "dropped", 0, null);
    Reply unknown = see("nobody", CLIENT);
    assertThat(unknown.status()).isEqualTo(404);
    saga("s-3", "theirs", 9, "shop");
    saga("s-4", "dropped", 9, "shop");
    for (String partner : List.of("theirs", "dropped", "s-1", "s-3")) {
      assertThat(see(partner, CLIENT)).isEqualTo(unknown);
      assertThat(see(partner, VIEWER).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_others_made_of_a_partner_before_is_not_shown(TestDatabase kind) {
    open(kind);
    saga("s-1", "theirs", 0, "another");
    saga("s-2", "theirs", 9, "shop");
    madeBy = "s-2"; // the partner was removed and onboarded again
    JsonNode seen = see("theirs", CLIENT).body();
    assertThat(seen.get("nombre").asText()).isEqualTo("masked");
    assertThat(seen.get("history").findValuesAsText("saga_id")).containsExactly("s-2", "null");
    assertThat(seen.get("history").get(0).get("from").isNull()).isTrue();
    assertThat(seen.get("history").get(1).get("from").asText()).isEqualTo("state-2");
    assertThat(seen.get("created_at").asText()).isEqualTo("time-2");
    assertThat(seen.has("contract")).isFalse();
    assertThat(see("theirs", VIEWER).body().get("contract").get("saga_id").asText())
        .isEqualTo("s-1");
    assertThat(see("theirs", OTHER).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void a_removed_saga_is_still_its_starters(TestDatabase kind) {
    open(kind);
    saga("s-1", "mine", 0, "shop");
    remove("s-1");
    assertThat(see("mine", CLIENT).status()).isEqualTo(200);
    assertThat(see("mine", OTHER).status()).isEqualTo(404);
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

  /** Knows every partner but one; of its saga, or of the first as long as nothing else is said. */
  private final class Section implements ParticipantView {
    private final String name;

    private Section(String name) {
      this.name = name;
    }

    @Override
    public String section() {
      return name;
    }

    @Override
    public Optional<JsonNode> view(String partnerId) {
      List<String> sagas = new ArrayList<>(sagasOf(partnerId));
      if (sagas.isEmpty()) {
        return Optional.empty();
      }
      String maker = name.equals("partner") && madeBy != null ? madeBy : sagas.get(0);
      ObjectNode view =
          JsonNodeFactory.instance
              .objectNode()
              .put("nombre", "masked")
              .put("saga_id", maker)
              .put("created_at", "time-0");
      sagas.add(null); // an operator's act
      if (madeBy != null) {
        sagas.add(1, null); // and one before the second onboarding
      }
      for (int change = 0; change < sagas.size(); change++) {
        view.withArray("history")
            .addObject()
            .put("saga_id", sagas.get(change))
            .put("from", change == 0 ? null : "state-" + (change - 1))
            .put("at", "time-" + change);
      }
      return Optional.of(view);
    }
  }

  private List<String> sagasOf(String partnerId) {
    return jdbc.sql(
            """
            select saga_id from saga where partner_id = :id
            union select saga_id from saga_tombstone where partner_id = :id order by saga_id
            """)
        .param("id", partnerId)
        .query(String.class)
        .list();
  }
}
