package com.hexabuilders.onboarding.saga.deadline;

import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toSet;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.SilentTrace;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.DatabaseClock;
import com.hexabuilders.onboarding.saga.journal.InHand;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.SagaClocks;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.journal.SagaRepository;
import com.hexabuilders.onboarding.saga.journal.VainWaits;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves sagas whose alarm has rung, up to a hundred in a transaction. What another transaction has
 * locked is left to it; how long it was locked does not count for its deadline.
 *
 * <p>Due times move and commit before anything is sent, so a crash in between costs one re-send
 * interval and nothing else. Used by the sweeper's thread alone.
 */
@Component
class AwakeSagas {

  private static final Logger LOG = LoggerFactory.getLogger(AwakeSagas.class);
  private static final Duration PUT_OFF = Duration.ofSeconds(10);

  private final TransactionTemplate transactions;
  private final SagaRepository sagas;
  private final SagaClocks clocks;
  private final Journal journal;
  private final SagaLog log;
  private final DueMoves dueMoves;
  private final Announcer announcer;
  private final DatabaseClock clock;
  private final VainWaits waits;
  private final LockedTimes lockedTimes = new LockedTimes();

  AwakeSagas(
      TransactionTemplate transactions,
      SagaRepository sagas,
      SagaClocks clocks,
      Journal journal,
      SagaLog log,
      DueMoves dueMoves,
      Announcer announcer,
      DatabaseClock clock,
      RunningTransactions running) {
    this.waits = new VainWaits(running);
    this.transactions = transactions;
    this.sagas = sagas;
    this.clocks = clocks;
    this.journal = journal;
    this.log = log;
    this.dueMoves = dueMoves;
    this.announcer = announcer;
    this.clock = clock;
  }

  /**
   * What became of sagas that were to be moved; the others are locked.
   *
   * @param moved ids of those that were
   * @param broken ids of those that cannot be, and are put off
   */
  record Tried(Set<String> moved, Set<String> broken) {
    List<String> locked(List<String> tried) {
      return tried.stream().filter(id -> !moved.contains(id) && !broken.contains(id)).toList();
    }
  }

  private record Moved(Set<String> ids, List<Saga> resent, Announcements announcements) {}

  /** Moves those that are due; lets those sleep on that are not. */
  Tried move(List<String> woken) {
    return move(woken, null);
  }

  /** Announces again what was sent last before that time. */
  Tried announceAgain(List<String> open, Instant sentBefore) {
    return move(open, sentBefore);
  }

  /** Forgets how long those were locked that no longer are. */
  void stillLocked(Set<String> ids) {
    lockedTimes.keepOnly(ids);
  }

  /** All at once; if that breaks, one by one, because one saga must not stop the clock of all. */
  private Tried move(List<String> ids, Instant sentBefore) {
    boolean awake = sentBefore == null;
    Moved moved;
    try {
      moved =
          waits.run(
              () -> transactions.execute(tx -> awake ? moveAwake(ids) : moveOpen(ids, sentBefore)));
    } catch (RuntimeException e) {
      return moveOthers(ids, sentBefore, e);
    } finally {
      InHand.nothing();
    }
    if (awake) {
      lockedTimes.committed(moved.ids());
    }
    Failpoint.SWEEP_COMMITTED.reached();
    if (!moved.announcements().isEmpty()) {
      announcer.announce(moved.announcements());
    }
    Failpoint.SWEEP_SENT.reached();
    if (!moved.resent().isEmpty()) {
      transactions.executeWithoutResult(tx -> clocks.countResends(moved.resent(), clock.instant()));
    }
    return new Tried(moved.ids(), Set.of());
  }

  /** Lets what broke a group, or needs a locked row, alone; trouble of the database is thrown. */
  private Tried moveOthers(List<String> ids, Instant sentBefore, RuntimeException e) {
    boolean isLocked = LockedOut.isCauseOf(e);
    if (!isLocked && InfrastructureTrouble.isCauseOf(e)) {
      throw e;
    }
    if (ids.size() > 1) {
      return moveOneByOne(ids, sentBefore);
    }
    if (!isLocked) {
      return putOff(ids.get(0), e);
    }
    if (sentBefore == null) {
      lockedTimes.found(ids, clock.instant());
    }
    return new Tried(Set.of(), Set.of()); // as if its own row were locked
  }

  private Tried moveOneByOne(List<String> ids, Instant sentBefore) {
    Tried all = new Tried(new HashSet<>(), new HashSet<>());
    for (String id : ids) {
      Tried one = move(List.of(id), sentBefore);
      all.moved().addAll(one.moved());
      all.broken().addAll(one.broken());
    }
    return all;
  }

  private Tried putOff(String sagaId, RuntimeException e) {
    LOG.error(
        "Saga {} cannot be moved and is put off by {}.",
        sagaId,
        Sentences.duration(PUT_OFF),
        SilentTrace.of(e));
    Instant later = clock.instant().plus(PUT_OFF);
    transactions.executeWithoutResult(tx -> clocks.postpone(sagaId, later));
    return new Tried(Set.of(), Set.of(sagaId));
  }

  private Moved moveAwake(List<String> woken) {
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
    return moveAll(byDue.get(true), ids, now);
  }

  private Moved moveOpen(List<String> open, Instant sentBefore) {
    List<Saga> locked = sagas.lockSentBefore(sentBefore, open);
    Instant now = clock.instant();
    locked.forEach(saga -> saga.timers().mayBeLost(now));
    return moveAll(locked, locked.stream().map(saga -> saga.id()).collect(toSet()), now);
  }

  private Moved moveAll(List<Saga> due, Set<String> ids, Instant now) {
    List<Saga> resent = new ArrayList<>();
    Map<String, Saga> byId = journal.withSteps(due);
    for (Saga saga : byId.values()) {
      InHand.take(saga);
      saga.timers().wokeUp();
      if (dueMoves.move(saga, now) == DueMoves.Move.SEND_AGAIN) {
        resent.add(saga);
        saga.timers().sent(now);
      }
      saga.unsaved().markChanged();
    }
    InHand.nothing();
    List<LogEntry> again =
        resent.isEmpty()
            ? List.of()
            : log.lastAnnounced(resent.stream().map(saga -> saga.id()).toList());
    Announcements announcements = journal.save(byId.values(), List.of(), again);
    Failpoint.SWEEP_MOVED.reached();
    return new Moved(ids, resent, announcements);
  }
}
