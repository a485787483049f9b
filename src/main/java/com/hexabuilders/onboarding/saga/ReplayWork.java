package com.hexabuilders.onboarding.saga;

import com.hexabuilders.onboarding.saga.ReplayRows.Due;
import com.hexabuilders.onboarding.saga.ReplayRows.Item;
import com.hexabuilders.onboarding.saga.ReplayRows.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with the batches of dead letters, one letter per transaction: the letter, the saga, the
 * note of its outcome and the time of the next letter are committed together. Nothing is kept in
 * memory; a crash repeats at most what was not committed, and any number of instances share the
 * rate, because each takes the lock on the batch's row. While too many sagas run, batches pause.
 */
@Service
class ReplayWork {

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration BESIDE_ANOTHER = Duration.ofMillis(250);
  private static final Duration MAY_CATCH_UP = Duration.ofSeconds(1);

  private final TransactionTemplate transactions;
  private final ReplayRows rows;
  private final LetterDecisions decisions;
  private final PatientAnnouncer announcer;
  private final RunningSagas running;
  private final Clock clock;

  ReplayWork(
      TransactionTemplate transactions,
      ReplayRows rows,
      LetterDecisions decisions,
      PatientAnnouncer announcer,
      RunningSagas running,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.decisions = decisions;
    this.announcer = announcer;
    this.running = running;
    this.clock = clock;
  }

  /**
   * Replays one letter, if one is due.
   *
   * @return how long nothing more is to be done, at most a second
   * @throws InfrastructureTrouble if the database failed; no letter was used up
   */
  Duration goOn() {
    Duration wait = InfrastructureTrouble.sorted(this::untilNext);
    if (wait.compareTo(Duration.ZERO) > 0) {
      return wait;
    }
    return running.isFull() ? IDLE : replayNext();
  }

  private Duration replayNext() {
    Taken taken = new Taken();
    boolean sent = true;
    try {
      Announcements committed =
          InfrastructureTrouble.sorted(() -> transactions.execute(tx -> next(tx, taken)));
      sent = announcer.announce(committed);
    } catch (StepBroke e) {
      if (taken.item == null) {
        throw e;
      }
      giveUp(taken.item, e.getMessage());
    }
    if (!sent) {
      return IDLE;
    }
    Duration wait = InfrastructureTrouble.sorted(this::untilNext);
    boolean othersHaveIt = wait.isNegative() && taken.item == null;
    return othersHaveIt ? BESIDE_ANOTHER : wait;
  }

  /** Which letter was in hand, should it break everything. */
  private static final class Taken {
    private Item item;
  }

  private Announcements next(TransactionStatus tx, Taken taken) {
    Instant now = clock.instant();
    Announcements none = new Announcements(List.of(), List.of());
    Due batch = rows.lockDue(now).orElse(null);
    if (batch == null) {
      return none;
    }
    List<Item> waiting = rows.waiting(batch.id(), 2);
    if (waiting.isEmpty()) { // its last letter was given up
      rows.finish(batch.id(), now);
      return none;
    }
    taken.item = waiting.get(0);
    Decided<LetterReply> decided = decisions.retry(tx, taken.item.letterId(), null, batch.by());
    note(taken.item, decided.reply(), now);
    if (waiting.size() == 1) {
      rows.finish(batch.id(), now);
    } else {
      rows.goOnAt(batch.id(), nextAt(batch, now));
    }
    return decided.announcements();
  }

  /** A worker that was late may catch up, but not with more than a second's letters. */
  private static Instant nextAt(Due batch, Instant now) {
    Instant earliest = now.minus(MAY_CATCH_UP);
    Instant from = batch.nextAt().isBefore(earliest) ? earliest : batch.nextAt();
    return from.plusNanos(1_000_000_000L / batch.rate());
  }

  private void note(Item item, LetterReply reply, Instant now) {
    if (reply instanceof LetterReply.Replayed replayed) {
      rows.end(item, Outcome.OK, null, replayed.sagaId(), now);
    } else if (reply instanceof LetterReply.Refused refused) {
      Outcome outcome = refused.settled() ? Outcome.SKIPPED : Outcome.FAILED;
      rows.end(item, outcome, refused.why(), null, now);
    } else if (reply instanceof LetterReply.Faulty faulty) {
      FieldFault first = faulty.faults().get(0);
      rows.end(item, Outcome.FAILED, first.field() + ": " + first.message(), null, now);
    } else {
      rows.end(item, Outcome.SKIPPED, "There is no dead letter with this id.", null, now);
    }
  }

  private void giveUp(Item item, String why) {
    InfrastructureTrouble.sorted(
        () -> {
          transactions.executeWithoutResult(
              tx -> rows.end(item, Outcome.FAILED, why, null, clock.instant()));
          return item;
        });
  }

  private Duration untilNext() {
    Duration wait =
        rows.nearest().map(next -> Duration.between(clock.instant(), next)).orElse(IDLE);
    return wait.compareTo(IDLE) > 0 ? IDLE : wait;
  }
}
