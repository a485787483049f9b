package com.hexabuilders.onboarding.saga;

import static java.util.stream.Collectors.partitioningBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The alarm clock of every saga that is not final: sends again what nobody received, tries again
 * what broke, and ends what is past its deadline. Safe with any number of instances: a row that
 * another one has locked is left to it.
 *
 * <p>Due times move and commit before anything is sent, so a crash in between costs one re-send
 * interval and nothing else.
 */
@Service
public class Sweeper {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final int AT_ONCE = 100;
  private static final int MISSED_PERIODS = 2;

  /** Of one sweep: a saga that is due again and again must not keep the sweeper in it for ever. */
  private static final int MOST_GROUPS = 1_000;

  /** A gap up to this was a stall: nothing was lost in it, and nothing is sent again for it. */
  private static final Duration LONGEST_STALL = Duration.ofSeconds(5);

  /** The same after a group, however slow it was: all of its waits together are shorter. */
  private static final Duration LONGEST_GROUP = Duration.ofSeconds(15);

  private static final Duration LOCKED_TOO_LONG = Duration.ofSeconds(15);
  private static final Duration PUT_OFF = Duration.ofSeconds(10);

  private final TransactionTemplate transactions;
  private final SagaRepository sagas;
  private final Journal journal;
  private final SagaLog log;
  private final SweeperPulse pulse;
  private final DueMoves dueMoves;
  private final Announcer announcer;
  private final DatabaseClock clock;
  private final Duration period;

  Sweeper(
      TransactionTemplate transactions,
      SagaRepository sagas,
      Journal journal,
      SagaLog log,
      SweeperPulse pulse,
      DueMoves dueMoves,
      Announcer announcer,
      DatabaseClock clock,
      SagaSettings settings) {
    this.transactions = transactions;
    this.sagas = sagas;
    this.journal = journal;
    this.log = log;
    this.pulse = pulse;
    this.dueMoves = dueMoves;
    this.announcer = announcer;
    this.clock = clock;
    this.period = settings.sweeper().period();
  }

  /**
   * Sweeps once.
   *
   * @return how long nothing more is due, at most the sweeper's period
   * @throws InfrastructureTrouble if database or broker do not answer; nothing was judged
   */
  public Duration sweep() {
    return InfrastructureTrouble.sorted(
        () -> {
          clock.synchronise();
          requireBroker();
          beat(LONGEST_STALL);
          for (int group = 0; group < MOST_GROUPS; group++) {
            if (!moveAwake()) {
              return untilNextDue();
            }
          }
          return Duration.ZERO; // the next sweep goes on
        });
  }

  private void requireBroker() {
    if (!announcer.brokerAnswers()) {
      throw new InfrastructureTrouble(new IllegalStateException("The broker is away."));
    }
  }

  private void beat(Duration stall) {
    Duration allowed = period.multipliedBy(MISSED_PERIODS);
    transactions.executeWithoutResult(tx -> pulse.beat(allowed, stall));
  }

  private record Moved(int count, List<Saga> resent, Announcements announcements) {}

  /** Whether there may be more: what is locked is left out and may stand in front. */
  private boolean moveAwake() {
    List<String> woken = sagas.toWake(clock.instant(), AT_ONCE);
    int moved = woken.isEmpty() ? 0 : move(woken);
    if (moved > 0) {
      beat(LONGEST_GROUP);
    }
    boolean more = moved > 0 && woken.size() == AT_ONCE;
    if (more) {
      requireBroker(); // or the next hundred were judged while it is away
    }
    return more;
  }

  /** All at once; if that breaks, one by one, because one saga must not stop the clock of all. */
  private int move(List<String> woken) {
    Moved moved;
    try {
      moved = transactions.execute(tx -> moveInTransaction(woken));
    } catch (RuntimeException e) {
      if (InfrastructureTrouble.isCauseOf(e)) {
        throw e;
      }
      return woken.size() > 1
          ? woken.stream().mapToInt(id -> move(List.of(id))).sum()
          : putOff(woken.get(0), e);
    } finally {
      InHand.nothing();
    }
    Failpoint.SWEEP_COMMITTED.reached();
    if (!moved.announcements().isEmpty()) {
      announcer.announce(moved.announcements());
    }
    Failpoint.SWEEP_SENT.reached();
    if (!moved.resent().isEmpty()) {
      transactions.executeWithoutResult(tx -> sagas.countResends(moved.resent(), clock.instant()));
    }
    return moved.count();
  }

  private int putOff(String sagaId, RuntimeException e) {
    LOG.error(
        "Saga {} cannot be moved and is put off by {}.",
        sagaId,
        Sentences.duration(PUT_OFF),
        SilentTrace.of(e));
    Instant later = clock.instant().plus(PUT_OFF);
    transactions.executeWithoutResult(tx -> sagas.postpone(sagaId, later));
    return 1;
  }

  private Moved moveInTransaction(List<String> woken) {
    Instant now = clock.instant();
    List<Saga> awake = sagas.lockAwake(woken, now);
    Map<Boolean, List<Saga>> byDue =
        awake.stream().collect(partitioningBy(saga -> saga.timers.isDue(now)));
    if (!byDue.get(false).isEmpty()) {
      sagas.sleepOn(byDue.get(false).stream().map(saga -> saga.id).toList());
    }
    List<Saga> resent = new ArrayList<>();
    Announcements announcements = moveDue(journal.withSteps(byDue.get(true)), resent, now);
    Failpoint.SWEEP_MOVED.reached();
    return new Moved(awake.size(), resent, announcements);
  }

  private Announcements moveDue(Map<String, Saga> due, List<Saga> resent, Instant now) {
    for (Saga saga : due.values()) {
      InHand.take(saga);
      saga.timers.wokeUp();
      if (dueMoves.move(saga, now) == DueMoves.Move.SEND_AGAIN) {
        resent.add(saga);
      }
      saga.changed = true;
    }
    InHand.nothing();
    List<LogEntry> again =
        resent.isEmpty()
            ? List.of()
            : log.lastAnnounced(resent.stream().map(saga -> saga.id).toList());
    return journal.save(due.values(), List.of(), again);
  }

  private Duration untilNextDue() {
    Duration wait =
        sagas.nearestToWake().map(due -> Duration.between(clock.instant(), due)).orElse(period);
    if (wait.negated().compareTo(LOCKED_TOO_LONG) > 0) {
      LOG.warn(
          "A saga should have been looked at {} ago but is locked.",
          Sentences.duration(wait.negated()));
    }
    if (wait.isNegative()) { // locked by a batch or another instance: they move it, or free it
      return period;
    }
    return wait.compareTo(period) > 0 ? period : wait;
  }
}
