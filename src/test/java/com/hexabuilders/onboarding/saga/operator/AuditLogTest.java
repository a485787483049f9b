package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chain of people's acts. */
class AuditLogTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_changed_a_missing_and_a_cut_off_entry_are_found(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      AuditLog audit = world.bean(AuditLog.class);
      assertThat(audit.firstBroken()).isEmpty();
      for (int i = 1; i <= 4; i++) {
        world.compensate(world.start("acme-" + i));
      }
      assertThat(audit.firstBroken()).isEmpty();
      assertThat(audit.before(Long.MAX_VALUE, 2))
          .extracting(AuditLog.Entry::seq)
          .containsExactly(4L, 3L);

      world.jdbc().update("delete from audit where seq = 4");
      assertThat(audit.firstBroken()).contains(4L);
      world.jdbc().update("delete from audit where seq = 3");
      assertThat(audit.firstBroken()).contains(3L);
      world.jdbc().update("update audit set reason = 'Another.' where seq = 2");
      assertThat(audit.firstBroken()).contains(2L);
      world.jdbc().update("delete from audit where seq = 1");
      assertThat(audit.firstBroken()).contains(1L);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void compensation_is_audited_also_where_it_is_refused(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.compensate(saga);
      world.runUntilQuiet();
      world.compensate(saga);
      world.compensate("nobody");

      assertThat(world.bean(AuditLog.class).before(Long.MAX_VALUE, 9))
          .extracting(entry -> entry.act().before() + " " + entry.act().outcome())
          .containsExactly("COMPENSATED refused", "INITIATED done");
    }
  }
}
