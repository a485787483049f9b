package com.hexabuilders.onboarding.saga;

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
          if (!announcer.brokerAnswers()) {
            throw new InfrastructureTrouble(new IllegalStateException("The broker is away."));
          }
          transactions.executeWithoutResult(tx -> pulse.beat(period.multipliedBy(MISSED_PERIODS)));
          int moved;
          do {
            moved = moveDue();
          } while (moved == AT_ONCE);
          return untilNextDue();
        });
  }

  private record Moved(int count, List<Saga> resent, Announcements announcements) {}

  private int moveDue() {
    Moved moved = transactions.execute(tx -> moveInTransaction());
    if (!moved.announcements().isEmpty()) {
      announcer.announce(moved.announcements());
    }
    if (!moved.resent().isEmpty()) {
      transactions.executeWithoutResult(tx -> sagas.countResends(moved.resent()));
    }
    return moved.count();
  }

  private Moved moveInTransaction() {
    Instant now = clock.instant();
    Map<String, Saga> due = journal.withSteps(sagas.lockDue(now, AT_ONCE));
    List<Saga> resent = new ArrayList<>();
    for (Saga saga : due.values()) {
      if (dueMoves.move(saga, now) == DueMoves.Move.SEND_AGAIN) {
        resent.add(saga);
      }
      saga.changed = true;
    }
    List<LogEntry> again =
        resent.isEmpty()
            ? List.of()
            : log.lastAnnounced(resent.stream().map(saga -> saga.id).toList());
    Announcements announcements = journal.save(due.values(), List.of(), again);
    if (!due.isEmpty()) {
      LOG.debug("{} sagas were due, {} events are sent again.", due.size(), resent.size());
    }
    return new Moved(due.size(), resent, announcements);
  }

  private Duration untilNextDue() {
    Duration wait =
        sagas.nearestDue().map(due -> Duration.between(clock.instant(), due)).orElse(period);
    return wait.compareTo(period) > 0 ? period : wait;
  }
}
