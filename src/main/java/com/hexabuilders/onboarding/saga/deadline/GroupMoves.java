package com.hexabuilders.onboarding.saga.deadline;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.SagaClocks;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves a group of sagas in one transaction: all of those whose rows are free, or none. Sends
 * afterwards what they announced. Used by the sweeper's thread alone.
 */
@Component
class GroupMoves {

  private final TransactionTemplate transactions;
  private final SagaRepository sagas;
  private final SagaClocks clocks;
  private final Journal journal;
  private final SagaLog log;
  private final TimeoutsAndRetries timeouts;
  private final LockedTimes lockedTimes;
  private final Announcer announcer;
  private final DatabaseClock clock;

  GroupMoves(
      TransactionTemplate transactions,
      SagaRepository sagas,
      SagaClocks clocks,
      Journal journal,
      SagaLog log,
      TimeoutsAndRetries timeouts,
      LockedTimes lockedTimes,
      Announcer announcer,
      DatabaseClock clock) {
    this.transactions = transactions;
    this.sagas = sagas;
    this.clocks = clocks;
    this.journal = journal;
    this.log = log;
    this.timeouts = timeouts;
    this.lockedTimes = lockedTimes;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * What a transaction has moved.
   *
   * @param ids of the sagas whose rows were free and still to be moved
   * @param resent those whose recorded event is among the announcements
   */
  record Moved(Set<String> ids, List<Saga> resent, Announcements announcements) {}

  /** Moves those that are due; lets those sleep on that are not. */
  Moved moveAwake(List<String> woken) {
    Moved moved = transactions.execute(tx -> awake(woken));
    lockedTimes.committed(moved.ids());
    return moved;
  }

  /** Announces again what was sent last before that time. */
  Moved announceAgain(List<String> open, Instant sentBefore) {
    return transactions.execute(tx -> open(open, sentBefore));
  }

  /** Sends what was committed; a crash before costs one re-send interval. */
  void send(Moved moved) {
    Failpoint.SWEEP_COMMITTED.reached();
    if (!moved.announcements().isEmpty()) {
      announcer.announce(moved.announcements());
    }
    Failpoint.SWEEP_SENT.reached();
    if (!moved.resent().isEmpty()) {
      transactions.executeWithoutResult(tx -> clocks.countResends(moved.resent(), clock.instant()));
    }
  }

  private Moved awake(List<String> woken) {
    Instant now = clock.instant();
    List<Saga> awake = sagas.lockAwake(woken, now);
    Set<String> ids = awake.stream().map(saga -> saga.id()).collect(toSet());
    lockedTimes.found(woken.stream().filter(id -> !ids.contains(id)).toList(), now);
    awake.forEach(saga -> lockedTimes.makeGood(saga, now));
    Map<Boolean, List<Saga>> byDue =
        awake.stream().collect(partitioningBy(saga -> saga.timers().isDue(now)));
    if (!byDue.get(false).isEmpty()) {
      clocks.sleepOn(byDue.get(false));
    }
    return all(byDue.get(true), ids, now);
  }

  private Moved open(List<String> open, Instant sentBefore) {
    List<Saga> locked = sagas.lockSentBefore(sentBefore, open);
    Instant now = clock.instant();
    locked.forEach(saga -> saga.timers().mayBeLost(now));
    return all(locked, locked.stream().map(saga -> saga.id()).collect(toSet()), now);
  }

  private Moved all(List<Saga> due, Set<String> ids, Instant now) {
    List<Saga> resent = new ArrayList<>();
    Map<String, Saga> byId = journal.withSteps(due);
    for (Saga saga : byId.values()) {
      CurrentSaga.take(saga);
      saga.timers().wokeUp();
      if (timeouts.move(saga, now) == TimeoutsAndRetries.Move.SEND_AGAIN) {
        resent.add(saga);
        saga.timers().sent(now);
      }
      saga.unsaved().markChanged();
    }
    CurrentSaga.clear();
    List<LogEntry> again =
        resent.isEmpty()
            ? List.of()
            : log.lastAnnounced(resent.stream().map(saga -> saga.id()).toList());
    Announcements announcements = journal.save(byId.values(), List.of(), again);
    Failpoint.SWEEP_MOVED.reached();
    return new Moved(ids, resent, announcements);
  }
}
