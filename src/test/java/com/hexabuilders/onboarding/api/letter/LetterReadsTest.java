package com.hexabuilders.onboarding.api.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.saga.operator.Disclosures;
import java.time.ZoneOffset;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of a dead letter's body whom is shown. */
class LetterReadsTest {

  private JdbcClient jdbc;
  private final Disclosures disclosures = mock(Disclosures.class);
  private DeadLetterApi api;

  private void open(TestDatabase kind) {
    DataSource database = kind.fresh();
    jdbc = JdbcClient.create(database);
    api = new DeadLetterApi(new LetterReads(jdbc), null, disclosures, null);
  }

  @ParameterizedTest
  @EnumSource
  void of_a_text_that_is_no_json_only_its_fault_is_shown(TestDatabase kind) {
    open(kind);
    letter("d-1", "{\"nombre\": \"Ana\", \"tipo_partner\": \"EMP");
    letter("d-2", "\"Ana, Lima\"");
    for (Role role : Role.values()) {
      JsonNode torn = shown("d-1", null, role).body();
      assertThat(torn.get("body").isNull()).isTrue();
      assertThat(torn.get("body_fault").asText()).startsWith("The body is not valid JSON");
      assertThat(shown("d-2", null, role).body().get("body_fault").asText())
          .isEqualTo("The body is JSON, but no object.");
      assertThat(torn.toString()).doesNotContain("Ana");
    }
  }

  @ParameterizedTest
  @EnumSource
  void json_is_shown_masked_to_everybody_and_what_was_not_kept_to_nobody(TestDatabase kind) {
    open(kind);
    letter("d-1", "{\"nombre\": \"Ana\"}");
    letter("d-2", null);
    for (Role role : Role.values()) {
      JsonNode kept = shown("d-1", null, role).body();
      assertThat(kept.get("body").toString()).isEqualTo("{\"nombre\":\"A***\"}");
      assertThat(kept.get("body_fault").isNull()).isTrue();
      assertThat(shown("d-2", null, role).body().get("body").isNull()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_text_itself_is_for_an_admin_who_says_why_and_is_audited(TestDatabase kind) {
    open(kind);
    letter("d-1", "Ana, Lima");
    Reply seen = shown("d-1", "Ticket 4711", Role.ADMIN);
    assertThat(seen.body().get("body_text").asText()).isEqualTo("Ana, Lima");
    assertThat(shown("d-1", "Ticket 4711", Role.OPERATOR).status()).isEqualTo(403);
    assertThat(shown("d-1", "no", Role.ADMIN).status()).isEqualTo(400);
    assertThat(shown("d-2", "Ticket 4711", Role.ADMIN).status()).isEqualTo(404);
    verify(disclosures).record(eq("dead-letter/d-1"), eq("Ticket 4711"), any());
    verifyNoMoreInteractions(disclosures);
  }

  private Reply shown(String id, String reveal, Role role) {
    return api.detail(id, reveal, new Caller("eve", Set.of(role), "10.0.0.2"));
  }

  private void letter(String id, String body) {
    jdbc.sql(
            """
            insert into dead_letter (id, kind, cause, errors, queue, message_id, attempts, history,
              body_size, body_sha256, state, received_at)
            values (?, 'MALFORMED', 'No.', '[]', 'q', 'm', 0, '[]', 9, 'h', 'OPEN', ?)
            """)
        .params(id, SagaRows.START.atOffset(ZoneOffset.UTC))
        .update();
    if (body != null) {
      jdbc.sql("insert into personal_data (subject_id, content) values (?, ?)")
          .params(id, body)
          .update();
    }
  }
}
