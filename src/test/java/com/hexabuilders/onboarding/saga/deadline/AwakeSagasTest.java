package com.hexabuilders.onboarding.saga.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.deadline.AwakeSagas.Tried;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.SagaClocks;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** A group that waits in vain for rows of some of its sagas. */
class AwakeSagasTest {

  private static final int SIZE = 100;
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private final List<String> ids = IntStream.range(0, SIZE).mapToObj(Integer::toString).toList();
  private final Set<String> locked = new HashSet<>(ids);
  private final List<String> alone = new ArrayList<>();
  private final Set<String> foundLocked = new HashSet<>();
  private AwakeSagas awake;

  @BeforeEach
  void meet_locked_rows() {
    RunningTransactions running = mock(RunningTransactions.class);
    when(running.hurried(any())).thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
    GroupMoves groups = mock(GroupMoves.class);
    when(groups.moveAwake(any())).thenAnswer(call -> moved(call.getArgument(0)));
    DatabaseClock clock = mock(DatabaseClock.class);
    when(clock.instant()).thenReturn(NOON);
    LockedTimes times = mock(LockedTimes.class);
    doAnswer(call -> foundLocked.addAll(call.getArgument(0))).when(times).found(any(), any());
    awake =
        new AwakeSagas(
            mock(TransactionTemplate.class), mock(SagaClocks.class), groups, times, clock, running);
  }

  @Test
  void it_is_left_after_five_waits_in_vain_and_all_of_it_counts_as_locked() {
    Tried tried = awake.move(ids);

    assertThat(alone).hasSize(5);
    assertThat(tried.locked(ids)).isEqualTo(ids);
    assertThat(foundLocked).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void others_than_those_are_tried_by_and_by() {
    locked.removeAll(ids.subList(10, SIZE));
    Set<String> moved = new HashSet<>();
    for (int sweep = 0; sweep < 200; sweep++) {
      moved.addAll(awake.move(ids).moved());
    }

    assertThat(moved).containsExactlyInAnyOrderElementsOf(ids.subList(10, SIZE));
  }

  private GroupMoves.Moved moved(List<String> group) {
    if (group.size() == 1) {
      alone.add(group.get(0));
    }
    if (group.stream().anyMatch(locked::contains)) {
      throw new IllegalStateException(new SQLException("lock timeout", "55P03"));
    }
    return new GroupMoves.Moved(
        Set.copyOf(group), List.of(), new Announcements(List.of(), List.of()));
  }
}
