package com.hexabuilders.onboarding.api.saga;

import static com.hexabuilders.onboarding.api.saga.SagaRows.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When a saga is shown to be due. */
class SagaDueTest {

  private final DataSource database = TestDatabase.H2.fresh();
  private final SagaRows rows = new SagaRows(database);

  @Test
  void a_saga_that_was_put_off_is_due_later_than_at_the_first_of_its_times() {
    rows.define();
    rows.saga("s-1", "p-1", 30);
    rows.change("s-1", "resend_at = timestamp with time zone '2026-01-01 10:00:07+00:00'");
    assertThat(due()).isEqualTo(START.plusSeconds(30));
    rows.change("s-1", "resend_at = timestamp with time zone '2026-01-01 10:01:00+00:00'");
    assertThat(due()).isEqualTo(START.plusSeconds(60));
    rows.change("s-1", "due_at = null, resend_at = null, wake_at = null, status = 'FAILED'");
    assertThat(due()).isNull();
  }

  private Instant due() {
    JdbcClient jdbc = JdbcClient.create(database);
    SagaReads reads = new SagaReads(jdbc, SagaRows.definitions(database));
    return reads.find("s-1").orElseThrow().saga().times().due();
  }
}
