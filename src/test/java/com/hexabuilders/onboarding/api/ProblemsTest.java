package com.hexabuilders.onboarding.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.UnstorableText;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** What a caller is told of a failure, by whose fault it is. */
class ProblemsTest {

  @Test
  void a_value_that_the_database_cannot_keep_is_the_callers() {
    assertThat(status("22021")).isEqualTo(400);
    assertThat(status("22P05")).isEqualTo(400);
    assertThat(status("08006")).isEqualTo(503);
    assertThat(status("57P01")).isEqualTo(503);
    assertThat(status("42P01")).isEqualTo(503);
    assertThat(status("23505")).isEqualTo(500);
    assertThat(status("42601")).isEqualTo(500);
  }

  @Test
  void a_text_that_cannot_be_kept_is_named_and_not_shown() {
    Reply reply = Problems.failure(new UnstorableText("The header x"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().get("detail").asText()).startsWith("The header x: Must not have a NUL");
  }

  private static int status(String sqlState) {
    SQLException cause = new SQLException("secret", sqlState);
    return Problems.failure(new DataIntegrityViolationException("secret", cause)).status();
  }
}
