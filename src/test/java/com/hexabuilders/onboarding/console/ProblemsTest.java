package com.hexabuilders.onboarding.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** What a caller is told of a database error depends on whose fault it is. */
class ProblemsTest {

  @Test
  void a_value_that_the_database_cannot_keep_is_not_an_outage() {
    assertThat(status("22021")).isEqualTo(400);
    assertThat(status("22P05")).isEqualTo(400);
    assertThat(status("57P01")).isEqualTo(503);
    assertThat(status("42P01")).isEqualTo(503);
    assertThat(status("42601")).isEqualTo(500);
  }

  private static int status(String state) {
    return Problems.failure(new DataIntegrityViolationException("", new SQLException("", state)))
        .status();
  }
}
