package com.hexabuilders.onboarding.api.letter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.api.saga.SagaRows;
import java.time.ZoneOffset;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of a dead letter's body whom is shown. */
class LetterReadsTest {

  private JdbcClient jdbc;
  private DeadLetterApi api;

  private void open(TestDatabase kind) {
    DataSource database = kind.fresh();
    jdbc = JdbcClient.create(database);
    api = new DeadLetterApi(new LetterReads(jdbc), null, null);
  }

  @ParameterizedTest
  @EnumSource
  void a_text_that_is_no_json_is_shown_to_those_who_mend_it(TestDatabase kind) {
    open(kind);
    letter("d-1", "{\"nombre\": \"Ana\", \"tipo_partner\": \"EMP");
    letter("d-2", "\"Ana, Lima\"");
    for (Role role : Set.of(Role.OPERATOR, Role.ADMIN)) {
      assertThat(body("d-1", role).asText())
          .isEqualTo("{\"nombre\": \"***\", \"tipo_partner\": \"EMP");
      assertThat(body("d-2", role).isTextual()).isTrue();
    }
    assertThat(body("d-1", Role.VIEWER).isNull()).isTrue();
    assertThat(body("d-2", Role.VIEWER).isNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void json_is_shown_masked_to_everybody_and_what_was_not_kept_to_nobody(TestDatabase kind) {
    open(kind);
    letter("d-1", "{\"nombre\": \"Ana\"}");
    letter("d-2", null);
    for (Role role : Role.values()) {
      assertThat(body("d-1", role).toString()).isEqualTo("{\"nombre\":\"A***\"}");
      assertThat(body("d-2", role).isNull()).isTrue();
    }
  }

  private JsonNode body(String id, Role role) {
    return api.detail(id, new Caller("eve", Set.of(role), "10.0.0.2")).body().get("body");
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
