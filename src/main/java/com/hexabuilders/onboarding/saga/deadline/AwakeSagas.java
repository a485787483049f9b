package com.hexabuilders.onboarding.saga.deadline;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.database.LockTimeoutBackoff;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.SagaClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves sagas whose alarm has rung, up to a hundred in a transaction. What another transaction has
 * locked is left to it; how long it was locked does not count for its deadline.
 *
 * <p>A group that breaks, or waits in vain for a row, is moved one by one in random order. After
 * five waits in vain the rest is left to the next sweep, as if it were locked: perhaps a whole
 * table is. A deadline moves rather too far than too little. So the waits of a group last 6 s at
 * most, and no saga stands behind the same five for ever.
 *
 * <p>Due times move and commit before anything is sent, so a crash in between costs one re-send
 * interval and nothing else. Used by the sweeper's thread alone.
 */
@Component
class AwakeSagas {

  private static final Logger LOG = LoggerFactory.getLogger(AwakeSagas.class);
  private static final Duration PUT_OFF = Duration.ofSeconds(10);

  /** Waits of a group, after the one that took it apart. */
  private static final int MOST_IN_VAIN = 5;

  private final TransactionTemplate transactions;
  private final SagaClocks clocks;
  private final GroupMoves groups;
  private final LockedTimes lockedTimes;
  private final DatabaseClock clock;
  private final LockTimeoutBackoff waits;

  AwakeSagas(
      TransactionTemplate transactions,
      SagaClocks clocks,
      GroupMoves groups,
      LockedTimes lockedTimes,
      DatabaseClock clock,
      RunningTransactions running) {
    this.waits = new LockTimeoutBackoff(running);
    this.transactions = transactions;
    this.clocks = clocks;
    this.groups = groups;
    this.lockedTimes = lockedTimes;
    this.clock = clock;
  }

  /**
   * What became of sagas that were to be moved; the others are locked, or were not tried.
   *
   * @param moved ids of those that were
   * @param broken ids of those that cannot be, and are put off
   */
  record Tried(Set<String> moved, Set<String> broken) {
    List<String> locked(List<String> tried) {
      return tried.stream().filter(id -> !moved.contains(id) && !broken.contains(id)).toList();
    }
  }

  /** Moves those that are due; lets those sleep on that are not. */
  Tried move(List<String> woken) {
    Group group = new Group(groups::moveAwake, ids -> lockedTimes.found(ids, clock.instant()));
    return group.move(woken);
  }

  /** Announces again what was sent last before that time. No alarm rang, so no deadline moves. */
  Tried announceAgain(List<String> open, Instant sentBefore) {
    Group group = new Group(ids -> groups.announceAgain(ids, sentBefore), ids -> {});
    return group.move(open);
  }

  /** Forgets how long those were locked that no longer are. */
  void stillLocked(Set<String> ids) {
    lockedTimes.keepOnly(ids);
  }

  /** One group of sagas, the move that each makes, and what is noted of those that are locked. */
  private final class Group {

    private final Function<List<String>, GroupMoves.Moved> moving;
    private final Consumer<Collection<String>> locked;
    private final Tried tried = new Tried(new HashSet<>(), new HashSet<>());

    Group(Function<List<String>, GroupMoves.Moved> moving, Consumer<Collection<String>> locked) {
      this.moving = moving;
      this.locked = locked;
    }

    /** All at once; if that breaks, one by one, because one saga must not stop the clock of all. */
    Tried move(List<String> ids) {
      RuntimeException hindrance = hindrance(ids);
      if (hindrance != null && ids.size() == 1) {
        leave(ids.get(0), hindrance);
      } else if (hindrance != null) {
        moveOneByOne(ids);
      }
      return tried;
    }

    private void moveOneByOne(List<String> ids) {
      List<String> left = new ArrayList<>(ids);
      Collections.shuffle(left);
      int inVain = 0;
      while (!left.isEmpty() && inVain < MOST_IN_VAIN) {
        String id = left.remove(left.size() - 1);
        RuntimeException hindrance = hindrance(List.of(id));
        if (hindrance != null) {
          leave(id, hindrance);
          inVain += LockedOut.isCauseOf(hindrance) ? 1 : 0;
        }
      }
      locked.accept(left);
    }

    /**
     * Moves these in one transaction.
     *
     * @return what broke it or kept it from a row, null if they were moved; trouble of the database
     *     is thrown
     */
    private RuntimeException hindrance(List<String> ids) {
      GroupMoves.Moved moved;
      try {
        moved = waits.run(() -> moving.apply(ids));
      } catch (RuntimeException e) {
        if (!LockedOut.isCauseOf(e) && InfrastructureTrouble.isCauseOf(e)) {
          throw e;
        }
        return e;
      } finally {
        CurrentSaga.clear();
      }
      groups.send(moved);
      tried.moved().addAll(moved.ids());
      return null;
    }

    private void leave(String id, RuntimeException hindrance) {
      if (LockedOut.isCauseOf(hindrance)) {
        locked.accept(List.of(id));
      } else {
        putOff(id, hindrance);
        tried.broken().add(id);
      }
    }
  }

  private void putOff(String sagaId, RuntimeException e) {
    LOG.error(
        "Saga {} cannot be moved and is put off by {}.",
        sagaId,
        Sentences.duration(PUT_OFF),
        SilentTrace.of(e));
    Instant later = clock.instant().plus(PUT_OFF);
    transactions.executeWithoutResult(tx -> clocks.postpone(sagaId, later));
  }
}
