package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the log shows of a breakage. */
class SilentTraceTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_breakage_of_the_database_shows_no_value_of_a_row(TestDatabase database) {
    JdbcTemplate jdbc = new JdbcTemplate(database.fresh());
    String insert = "insert into personal_data (subject_id, content) values (?, ?)";
    List<Object[]> twice = List.of(new Object[] {"magpie", "x"}, new Object[] {"magpie", "x"});
    Throwable broken = catchThrowable(() -> jdbc.batchUpdate(insert, twice));
    assertThat(printed(broken)).contains("magpie");
    assertThat(printed(SilentTrace.of(broken)))
        .doesNotContain("magpie")
        .contains(broken.getClass().getName(), "Caused by: ");
  }

  @Test
  void causes_that_go_round_end() {
    IllegalStateException one = new IllegalStateException("magpie");
    one.initCause(new IllegalArgumentException("magpie", one));
    assertThat(printed(SilentTrace.of(one))).contains("Caused by").doesNotContain("magpie");
    assertThat(SilentTrace.sentence(one)).contains("IllegalArgument").doesNotContain("magpie");
    assertThat(SilentTrace.of(null)).isNull();
  }

  private static String printed(Throwable broken) {
    StringWriter text = new StringWriter();
    broken.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
