package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.state.ForwardMoves;
import com.hexabuilders.onboarding.saga.step.EventBatch.Admitted;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns last outcomes into COMPLETED sagas; re-sent for ever, never timed out. */
@Service("completion")
public class SagaCompletion {

  private final TransactionTemplate transactions;
  private final IdempotentReceiver receiver;
  private final LockedRowDeferral locked;
  private final ForwardMoves forward;
  private final SagaMeters meters;
  private final Clock clock;

  SagaCompletion(
      TransactionTemplate transactions,
      IdempotentReceiver receiver,
      LockedRowDeferral locked,
      ForwardMoves forward,
      SagaMeters meters,
      Clock clock) {
    this.transactions = transactions;
    this.receiver = receiver;
    this.locked = locked;
    this.forward = forward;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Completes the sagas whose last outcomes these are. Crashes as in {@link StepExecution}.
   *
   * @return what to send in the session the messages came from
   * @throws LockedOut if another transaction holds a row that one of many messages needs
   * @throws InfrastructureTrouble if the database failed; nothing is known to be written
   */
  public Announcements execute(List<Delivery> deliveries) {
    Announcements committed =
        locked.orHoldBack(
            deliveries, () -> transactions.execute(transaction -> inTransaction(deliveries)));
    Failpoint.COMPLETION_COMMITTED.reached();
    return committed;
  }

  private Announcements inTransaction(List<Delivery> deliveries) {
    meters.batch("completion", deliveries.size());
    EventBatch batch = receiver.open(deliveries, new AwaitedEvents.LastOutcome());
    for (Admitted one : batch.admitted()) {
      forward.complete(one.saga(), one.cause(), clock.instant());
    }
    Announcements recorded = receiver.close(batch, deliveries.get(0).queue());
    Failpoint.COMPLETION_RECORDED.reached();
    return recorded;
  }
}
