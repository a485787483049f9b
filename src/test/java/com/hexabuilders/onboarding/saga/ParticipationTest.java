package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.state.FailureKind;
import com.hexabuilders.onboarding.saga.step.StepProgress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Participants whose forward work an operator stops. */
class ParticipationTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_switch_is_a_row_that_counts_at_once_and_is_audited(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      Participation participants = world.bean(Participation.class);
      assertThat(participants.isEnabled("twos")).isTrue();
      participants.change("twos", false, "Maintenance.", AuditEntry.Actor.LOCAL);
      assertThat(participants.isEnabled("twos")).isFalse();
      assertThat(participants.isEnabled("ones")).isTrue();
      participants.change("twos", false, "Again.", AuditEntry.Actor.LOCAL);

      assertThat(participants.all())
          .extracting(Participation.State::name)
          .containsExactly("ones", "twos", "threes");
      assertThat(participants.all().get(1))
          .satisfies(
              state -> {
                assertThat(state.steps()).containsExactly("two");
                assertThat(state.reason()).isEqualTo("Maintenance.");
                assertThat(state.by()).isEqualTo("local");
                assertThat(state.since()).isNotNull();
              });
      participants.change("twos", true, "Done.", AuditEntry.Actor.LOCAL);
      assertThat(participants.isEnabled("twos")).isTrue();
      assertThat(participants.change("nobody", true, null, AuditEntry.Actor.LOCAL)).isEmpty();
      assertThat(
              world.jdbc().queryForList("select act || ' ' || after_state from audit order by seq"))
          .hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_disabled_participant_does_not_look_like_a_moving_queue(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = world.start("acme");
      world.handle(List.of(world.queued.remove(0)));
      world.bean(Participation.class).change("twos", false, "Stop.", AuditEntry.Actor.LOCAL);
      for (int second = 0; second < 31; second++) {
        moveQueue(world);
        world.queued.removeIf(delivery -> delivery.queue().equals("two"));
        world.pass(Duration.ofSeconds(1));
      }
      world.runUntilQuiet();

      assertThat(world.saga(saga).failure().kind()).isEqualTo(FailureKind.TIMEOUT);
      assertThat(world.status(saga)).isEqualTo("COMPENSATED");
    }
  }

  /** The queue's readers were busy with older events a moment ago. */
  private static void moveQueue(SagaWorld world) {
    world
        .bean(StepProgress.class)
        .note("two", world.bean(DatabaseClock.class).instant().minus(Duration.ofHours(1)));
  }
}
