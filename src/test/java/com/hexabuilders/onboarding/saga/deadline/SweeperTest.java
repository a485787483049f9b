package com.hexabuilders.onboarding.saga.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.deadline.AwakeSagas.Tried;
import com.hexabuilders.onboarding.saga.definition.SagaSettings;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.SagaClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** When a sweep goes on, when it ends, and what it takes for healthy. */
class SweeperTest {

  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Instant NEVER = Instant.parse("2999-01-01T00:00:00Z");
  private static final Tried NONE = new Tried(Set.of(), Set.of());

  private final TransactionTemplate beats = mock(TransactionTemplate.class);
  private final SagaClocks clocks = mock(SagaClocks.class);
  private final AwakeSagas awake = mock(AwakeSagas.class);
  private final SweeperHeartbeat heartbeat = mock(SweeperHeartbeat.class);
  private final Announcer announcer = mock(Announcer.class);
  private Sweeper sweeper;

  @BeforeEach
  void a_sweeper_without_anything_to_do() {
    SagaSettings settings = mock(SagaSettings.class, RETURNS_DEEP_STUBS);
    when(settings.sweeper().period()).thenReturn(PERIOD);
    when(heartbeat.healthySince()).thenReturn(Instant.MIN);
    when(announcer.brokerAnswers()).thenReturn(true);
    DatabaseClock clock = mock(DatabaseClock.class);
    sweeper = new Sweeper(beats, clocks, awake, heartbeat, announcer, clock, settings);
  }

  @Test
  void a_saga_that_broke_is_not_announced_again_by_every_sweep() {
    when(heartbeat.healthySince()).thenReturn(Instant.EPOCH);
    when(clocks.sentBefore(any(), any(), anyInt())).thenReturn(List.of("broken"));
    when(awake.announceAgain(any(), any())).thenReturn(new Tried(Set.of(), Set.of("broken")));
    sweeper.sweep();
    sweeper.sweep();

    verify(awake, times(1)).announceAgain(List.of("broken"), Instant.EPOCH);
  }

  @Test
  void a_locked_saga_is_announced_again_by_the_next_sweep() {
    when(heartbeat.healthySince()).thenReturn(Instant.EPOCH);
    when(clocks.sentBefore(any(), any(), anyInt())).thenReturn(List.of("locked"));
    when(awake.announceAgain(any(), any())).thenReturn(NONE);
    sweeper.sweep();
    sweeper.sweep();

    verify(awake, times(2)).announceAgain(List.of("locked"), Instant.EPOCH);
  }

  @Test
  void a_saga_that_cannot_be_announced_again_is_told_from_a_locked_one() {
    try (SagaWorld world = new SagaWorld(TestDatabase.H2)) {
      String saga = world.start("acme");
      world.jdbc().update("update saga set current_step = 'nowhere'");

      assertThat(world.bean(AwakeSagas.class).announceAgain(List.of(saga), NEVER))
          .isEqualTo(new Tried(Set.of(), Set.of(saga)));
    }
  }

  @Test
  void a_sweep_that_finds_too_many_locked_sagas_ends_for_a_period() {
    List<String> locked = IntStream.range(0, 20_000).mapToObj(Integer::toString).toList();
    when(clocks.toWake(any(), anyInt())).thenAnswer(call -> locked.subList(0, call.getArgument(1)));
    when(awake.move(any())).thenReturn(NONE);

    assertThat(sweeper.sweep()).isEqualTo(PERIOD);
    verify(awake, times(101)).move(any());
  }

  @Test
  void a_broker_that_went_away_during_a_sweep_is_not_noted_as_healthy() {
    when(announcer.brokerAnswers()).thenReturn(true, false);
    when(clocks.toWake(any(), anyInt())).thenReturn(List.of("due"));
    when(awake.move(any())).thenReturn(new Tried(Set.of("due"), Set.of()));

    assertThatThrownBy(sweeper::sweep).isInstanceOf(InfrastructureTrouble.class);
    verify(beats, times(1)).execute(any());
  }
}
