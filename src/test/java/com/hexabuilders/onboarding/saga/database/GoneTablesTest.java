package com.hexabuilders.onboarding.saga.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trouble of the database that a participant meets is not the participant's. */
class GoneTablesTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_table_that_is_gone_uses_up_no_retry_and_the_saga_goes_on_when_it_is_back(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.answers.put("one", () -> reading(world, "select count(*) from contract"));
      String saga = world.start("acme");
      world.jdbc().execute("alter table contract rename to moved");
      Delivery message = world.queued.remove(0);
      for (int time = 0; time < 20; time++) {
        assertThatThrownBy(() -> world.handle(List.of(message)))
            .isInstanceOf(InfrastructureTrouble.class);
      }
      assertThat(world.saga(saga).steps().get("one").work().attempts()).isZero();

      world.jdbc().execute("alter table moved rename to contract");
      world.handle(List.of(message));
      world.runUntilQuiet();
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_value_that_the_database_cannot_keep_uses_up_retries(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      world.participants.answers.put("two", () -> reading(world, "select cast('x' as integer)"));
      String saga = world.start("acme");
      world.runUntilQuiet();
      assertThat(world.saga(saga).steps().get("two").work().attempts()).isEqualTo(3);
    }
  }

  /** Wrapped, as a participant's own code may. */
  private static StepOutcome reading(SagaWorld world, String sql) {
    try {
      world.jdbc().queryForList(sql);
      return new StepOutcome.Done(EventJson.object());
    } catch (RuntimeException e) {
      throw new IllegalStateException("The participant could not read.", e);
    }
  }
}
