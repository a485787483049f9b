package com.hexabuilders.onboarding.proof.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The explorer finds each text that is kept otherwise than it was sent. */
class KeptTextsTest {

  private static final String PARTNER = "cell-partner";

  private final SagaWorld world = new SagaWorld(TestDatabase.H2);
  private final JdbcTemplate jdbc = world.jdbc();
  private final KeptTexts texts = new KeptTexts(jdbc);

  @BeforeEach
  void keepWhatWasSent() {
    world.start(PARTNER);
    jdbc.update(
        "update saga set correlation_id = ?, compensation_by = 'operator', compensation_reason = ?",
        HostileOrder.correlationId(PARTNER),
        HostileOrder.VISIBLE);
    jdbc.update(
        """
        insert into partner (partner_id, nombre, email, email_key, telefono, direccion, ciudad,
          pais, tipo_partner, state, saga_id, onboarding_undone, created_at, updated_at)
        select partner_id, ?, 'e', 'e', '1', ?, ?, ?, 'EMPRESA', 'ACTIVO', saga_id, false,
          created_at, created_at from saga
        """,
        HostileOrder.KEPT,
        HostileOrder.KEPT,
        HostileOrder.KEPT,
        HostileOrder.KEPT);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void texts_as_they_were_sent_are_not_lost() {
    assertThat(texts.lost("cell")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "saga,correlation_id",
    "saga,compensation_reason",
    "partner,nombre",
    "partner,direccion",
    "partner,ciudad",
    "partner,pais"
  })
  void one_that_a_table_has_changed_is_found(String table, String column) {
    jdbc.update("update " + table + " set " + column + " = replace(" + column + ", '$', '?')");

    assertThat(texts.lost("cell"))
        .singleElement()
        .extracting(Violation::sentence)
        .asString()
        .startsWith(column + " of " + PARTNER);
  }
}
