package com.hexabuilders.onboarding.saga.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.HeldRow;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.deadletter.LetterDesk;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Acts of persons that need a locked row. Each has a connection while it waits, so many of them
 * would leave none for the steps.
 */
@Timeout(60)
public class LockedActsTest {

  private static final int MORE = 10;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void while_a_saga_is_locked_only_the_first_act_waits_long(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      HeldRow.ofSaga(world, saga, () -> firstWaits(() -> world.compensate(saga)));

      world.compensate(saga);
      assertThat(world.status(saga)).isEqualTo("COMPENSATING");
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void while_the_end_of_the_audit_is_locked_only_the_first_act_waits_long(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      ManagementActs acts = world.bean(ManagementActs.class);
      HeldRow.of(
          world,
          "select seq from audit_head where id = ? for update",
          1,
          () -> firstWaits(() -> acts.begun(LetterDesk.ANNA, "route", null)));

      acts.begun(LetterDesk.ANNA, "route", null);
      assertThat(world.bean(AuditLog.class).before(Long.MAX_VALUE, 9)).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_locked_saga_makes_no_act_on_another_impatient(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String first = world.start("locked-1");
      String other = world.start("locked-2");
      HeldRow.of(
          world,
          "select saga_id from saga where partner_id like ? for update",
          "locked-%",
          () -> {
            assertWaits(() -> world.compensate(first));
            return assertWaits(() -> world.compensate(other));
          });
    }
  }

  /** An act on a locked row waits long enough for a transaction that takes its time. */
  public static boolean assertWaits(Runnable act) {
    long begin = System.nanoTime();
    assertThatThrownBy(act::run).isInstanceOf(LockedOut.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(3));
    return true;
  }

  private static boolean firstWaits(Runnable act) {
    assertThatThrownBy(act::run).isInstanceOf(LockedOut.class);
    long begin = System.nanoTime();
    for (int i = 0; i < MORE; i++) {
      assertThatThrownBy(act::run).isInstanceOf(LockedOut.class);
    }
    Duration each = Duration.ofNanos((System.nanoTime() - begin) / MORE);
    assertThat(each).isLessThan(Duration.ofSeconds(2));
    return true;
  }
}
