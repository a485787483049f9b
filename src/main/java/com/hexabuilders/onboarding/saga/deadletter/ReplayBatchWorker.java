package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.database.LockTimeoutBackoff;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.deadletter.ReplayRows.Due;
import com.hexabuilders.onboarding.saga.deadletter.ReplayRows.Item;
import com.hexabuilders.onboarding.saga.deadletter.ReplayRows.Outcome;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.PatientAnnouncer;
import com.hexabuilders.onboarding.saga.journal.RunningSagas;
import com.hexabuilders.onboarding.saga.journal.TransactionResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with the batches of dead letters, one letter per transaction. The letter, the saga, the
 * note of its outcome and the time of the next letter are committed together. Nothing is kept in
 * memory. A crash repeats at most what was not committed. Any number of instances share the rate,
 * because each takes the lock on the batch's row. While too many sagas run, batches pause.
 *
 * <p>A letter that needs a row which another transaction has locked becomes the last of its batch.
 * That is repeated until the row is free, and nothing is noted of the letter meanwhile.
 */
@Service
public class ReplayBatchWorker {

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration BESIDE_ANOTHER = Duration.ofMillis(250);
  private static final Duration MAY_CATCH_UP = Duration.ofSeconds(1);

  /** After a letter that waited for a row in vain again: its batch may have no other. */
  private static final Duration AFTER_LOCK = Duration.ofMillis(250);

  private final TransactionTemplate transactions;
  private final ReplayRows rows;
  private final LetterReplay replay;
  private final PatientAnnouncer announcer;
  private final RunningSagas running;
  private final LockTimeoutBackoff waits;
  private final Clock clock;

  ReplayBatchWorker(
      TransactionTemplate transactions,
      ReplayRows rows,
      LetterReplay replay,
      PatientAnnouncer announcer,
      RunningSagas running,
      RunningTransactions begun,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.replay = replay;
    this.announcer = announcer;
    this.running = running;
    this.waits = new LockTimeoutBackoff(begun);
    this.clock = clock;
  }

  /**
   * Replays one letter, if one is due.
   *
   * @return how long nothing more is to be done, at most a second
   * @throws InfrastructureTrouble if the database failed; no letter was used up
   */
  public Duration goOn() {
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
          InfrastructureTrouble.sorted(
              () -> waits.run(() -> transactions.execute(tx -> next(tx, taken))));
      sent = announcer.announce(committed);
    } catch (LockedOut e) {
      if (taken.item == null) {
        throw e;
      }
      takeLast(taken);
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
    private Instant ifLocked;
  }

  private Announcements next(TransactionStatus tx, Taken taken) {
    Instant now = clock.instant();
    Announcements none = new Announcements(List.of(), List.of());
    Due batch = rows.lockDue(now).orElse(null);
    if (batch == null) {
      return none;
    }
    Item item = rows.lockNext(batch.id()).orElse(null);
    if (item == null) { // somebody has locked the rows of all, or the last letter was given up
      goOn(batch, now.plus(AFTER_LOCK), now);
      return none;
    }
    taken.item = item;
    boolean again = item.position() > batch.total();
    taken.ifLocked = again ? now.plus(AFTER_LOCK) : nextAt(batch, now);
    TransactionResult<LetterReply> decided = replay.retry(tx, item.letterId(), null, batch.by());
    note(item, decided.reply(), now);
    goOn(batch, nextAt(batch, now), now);
    return decided.announcements();
  }

  private void goOn(Due batch, Instant next, Instant now) {
    if (rows.hasWaiting(batch.id())) {
      rows.goOnAt(batch.id(), next);
    } else {
      rows.finish(batch.id(), now);
    }
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
    inTransaction(() -> rows.end(item, Outcome.FAILED, why, null, clock.instant()));
  }

  private void takeLast(Taken taken) {
    inTransaction(() -> rows.takeLast(taken.item, taken.ifLocked));
  }

  private void inTransaction(Runnable change) {
    InfrastructureTrouble.sorted(
        () -> {
          transactions.executeWithoutResult(tx -> change.run());
          return change;
        });
  }

  private Duration untilNext() {
    Duration wait =
        rows.nearest().map(next -> Duration.between(clock.instant(), next)).orElse(IDLE);
    return wait.compareTo(IDLE) > 0 ? IDLE : wait;
  }
}
