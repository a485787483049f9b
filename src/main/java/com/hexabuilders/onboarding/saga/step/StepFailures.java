package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.DeadLetter;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.DeadLetters;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.SagaLog;
import com.hexabuilders.onboarding.saga.state.BackwardMoves;
import com.hexabuilders.onboarding.saga.state.ForwardMoves;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import com.hexabuilders.onboarding.saga.step.EventBatch.Admitted;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides what follows when a message broke in all its immediate retries. It is a delayed retry
 * kept in the journal, a person, or the end of the step. Each outcome is one transaction, and the
 * message is acknowledged after its commit. After a crash before the commit the message comes
 * again. After a later crash the sweeper goes on.
 */
@Service("failures")
public class StepFailures {

  private final TransactionTemplate transactions;
  private final IdempotentReceiver receiver;
  private final LockedRowDeferral locked;
  private final Journal journal;
  private final SagaLog log;
  private final ForwardMoves forward;
  private final BackwardMoves backward;
  private final Clock clock;

  StepFailures(
      TransactionTemplate transactions,
      IdempotentReceiver receiver,
      LockedRowDeferral locked,
      Journal journal,
      SagaLog log,
      ForwardMoves forward,
      BackwardMoves backward,
      Clock clock) {
    this.transactions = transactions;
    this.receiver = receiver;
    this.locked = locked;
    this.journal = journal;
    this.log = log;
    this.forward = forward;
    this.backward = backward;
    this.clock = clock;
  }

  /**
   * A step's forward work broke.
   *
   * @param step name of the step
   * @param delivery the message, alone
   * @param calls how many calls were made for it in this round
   * @param broke what happened
   * @return what to send: nothing for a retry, the compensation's beginning when exhausted
   */
  public Announcements stepBroke(String step, Delivery delivery, int calls, StepBroke broke) {
    return record(
        new AwaitedEvents.Forward(step),
        delivery,
        (batch, one) -> forwardBroke(step, batch, one, calls, broke.getMessage()));
  }

  /** A step's undo broke; as {@link #stepBroke}, but the saga only waits, it never goes on. */
  public Announcements undoBroke(String step, Delivery delivery, int calls, StepBroke broke) {
    return record(
        new AwaitedEvents.Undo(step),
        delivery,
        (batch, one) -> undoBroke(step, batch, one, calls, broke.getMessage()));
  }

  private void undoBroke(String step, EventBatch batch, Admitted one, int calls, String error) {
    Saga saga = one.saga();
    Instant now = clock.instant();
    StepDefinition definition = saga.definition().step(step).orElseThrow();
    backward.undoBroke(saga, definition, calls, error, one.cause(), now);
    SagaStep row = saga.steps().get(step);
    if (row.status() == StepStatus.COMPENSATION_FAILED) {
      batch.letters().add(exhausted(one, step, row.undo().attempts(), error, now));
    }
  }

  /** Reading a dropped start broke: it is given up, because nothing of it was kept. */
  public Announcements startBroke(Delivery delivery, StepBroke broke) {
    DeadLetter letter =
        DeadLetters.of(
            delivery,
            DeadLetterKind.EXHAUSTED,
            broke.getMessage(),
            List.of(),
            null,
            clock.instant());
    return InfrastructureTrouble.sorted(
        () -> transactions.execute(tx -> journal.save(List.of(), List.of(letter), List.of())));
  }

  private interface Decision {
    void on(EventBatch batch, Admitted one);
  }

  private Announcements record(AwaitedEvents awaited, Delivery delivery, Decision decision) {
    Announcements committed =
        locked.orHoldBack(
            List.of(delivery),
            () -> transactions.execute(tx -> inTransaction(awaited, delivery, decision)));
    Failpoint.FAILURE_COMMITTED.reached();
    return committed;
  }

  private Announcements inTransaction(AwaitedEvents awaited, Delivery delivery, Decision decision) {
    EventBatch batch = receiver.openPatiently(delivery, awaited);
    batch.admitted().forEach(one -> decision.on(batch, one));
    Announcements recorded = receiver.close(batch, delivery.queue());
    Failpoint.FAILURE_RECORDED.reached();
    return recorded;
  }

  private void forwardBroke(String step, EventBatch batch, Admitted one, int calls, String error) {
    Saga saga = one.saga();
    StepDefinition definition = saga.definition().step(step).orElseThrow();
    Instant now = clock.instant();
    boolean goesOn = forward.retryLater(saga, definition, calls, error, one.cause(), now);
    if (!goesOn || saga.waiting()) {
      int attempts = saga.steps().get(step).work().attempts();
      batch.letters().add(exhausted(one, step, attempts, error, now));
    }
    if (!goesOn) {
      backward.exhausted(saga, definition, error, one.cause(), now);
    }
  }

  /** The record an operator sees: what was tried, and when. */
  private DeadLetter exhausted(Admitted one, String step, int attempts, String error, Instant now) {
    Saga saga = one.saga();
    DeadLetter letter =
        DeadLetters.of(
            one.event().delivery(), DeadLetterKind.EXHAUSTED, error, List.of(), saga, now);
    String history =
        log.of(saga.id()).stream()
            .filter(entry -> entry.type().equals(EventTypes.STEP_RETRY_SCHEDULED))
            .filter(entry -> step.equals(entry.step()))
            .map(LogEntry::body)
            .collect(Collectors.joining(",", "[", "]"));
    return letter.after(attempts, history);
  }
}
