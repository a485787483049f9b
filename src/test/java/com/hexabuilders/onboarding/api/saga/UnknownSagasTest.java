package com.hexabuilders.onboarding.api.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.Role;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is said of sagas that are not there, or no longer. */
class UnknownSagasTest {

  private static final Caller ME = Caller.local("127.0.0.1");

  @ParameterizedTest
  @EnumSource
  void a_removed_saga_is_named_with_its_end_and_its_file(TestDatabase kind) {
    DataSource database = kind.fresh();
    JdbcClient jdbc = JdbcClient.create(database);
    UnknownSagas unknown = new UnknownSagas(jdbc);
    SagaReads reads = new SagaReads(jdbc, SagaRows.definitions(database));
    SagaApi api = new SagaApi(reads, new EventReads(jdbc), unknown);
    ListApi lists =
        new ListApi(new SagaPages(jdbc), reads, SagaRows.definitions(database), unknown);
    tombstone(jdbc, "s-1", "p-1", 0);
    tombstone(jdbc, "s-2", "p-1", 60);

    for (Reply reply : List.of(api.detail("s-1", ME), api.events("s-1", ME))) {
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body().get("detail").asText())
          .isEqualTo(
              "The saga s-1 ended as COMPLETED at 2026-01-01T10:00:00Z and was moved to the"
                  + " archive, file s-1.jsonl.");
    }
    assertThat(api.detail("p-1", ME).body().get("detail").asText()).contains("The saga s-2 ended");
    assertThat(api.detail("nobody", ME).body().get("detail").asText()).contains("There is no saga");
    Caller client = new Caller("c", Set.of(Role.CLIENT), "10.0.0.1");
    assertThat(api.detail("s-1", client).body().get("detail").asText())
        .as("a client is not told of what others started")
        .contains("There is no saga");
    assertThat(reads.partnerId("s-2")).isEqualTo("p-1");
    Reply none = lists.partnerSagas("p-1", null, null, ME);
    assertThat(none.status()).as("a partner whose sagas are all archived").isEqualTo(200);
    assertThat(none.body().get("items")).isEmpty();
  }

  private static void tombstone(JdbcClient jdbc, String saga, String partner, int second) {
    jdbc.sql(
            """
            insert into saga_tombstone values (:saga, :partner, 'corr', 'hash', 'COMPLETED', :time,
              :time, :time, :file, null)
            """)
        .param("saga", saga)
        .param("partner", partner)
        .param("time", SagaRows.START.plusSeconds(second).atOffset(java.time.ZoneOffset.UTC))
        .param("file", saga + ".jsonl")
        .update();
  }
}
