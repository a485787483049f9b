package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.SagaWorld;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens to sagas of a definition whose files have changed since. */
class DroppedStepsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_completed_saga_is_not_reopened_while_nobody_would_undo_one_of_its_steps(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.runUntilQuiet();
      world
          .jdbc()
          .update(
              """
              insert into saga_definition (saga_type, version, hash, content, created_at)
              select saga_type, 2, 'older', replace(content, 'three.undo', 'gone.undo'), created_at
              from saga_definition
              """);
      world.jdbc().update("update saga set definition_version = 2");
      CompensationReply reply =
          world.bean(CompensationRequests.class).request(saga, "Undo it.", AuditEntry.Actor.LOCAL);

      assertThat(((CompensationReply.NotUndoable) reply).why())
          .contains("'three'", "put its file back");
      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.bean(AuditLog.class).before(99, 9))
          .singleElement()
          .matches(entry -> entry.act().outcome().equals(AuditEntry.REFUSED));
    }
  }
}
