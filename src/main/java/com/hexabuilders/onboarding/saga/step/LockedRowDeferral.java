package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.definition.StepSettings;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.Journal;
import com.hexabuilders.onboarding.saga.journal.SagaClocks;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds back a message that is alone and meets a row that another transaction has locked: a
 * partner's, a claim's. No attempt is counted, and its step is not timed out meanwhile, for a
 * quarter of an hour at most.
 */
@Component
class LockedRowDeferral {

  private static final Duration LONGEST_HOLD = Duration.ofMinutes(15);

  /** A reader that holds back many messages comes to each of them within that. */
  private static final Duration UNTIL_TRIED_AGAIN = Duration.ofMinutes(2);

  private final TransactionTemplate transactions;
  private final Journal journal;
  private final SagaClocks clocks;
  private final StepPatience patience;
  private final DatabaseClock clock;

  LockedRowDeferral(
      TransactionTemplate transactions,
      Journal journal,
      SagaClocks clocks,
      StepPatience patience,
      DatabaseClock clock) {
    this.transactions = transactions;
    this.journal = journal;
    this.clocks = clocks;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Runs the transaction of a batch.
   *
   * @return what it announces; or, if nothing was written, the one message that is held back
   * @throws LockedOut if the batch has more messages than one, its reader takes it apart; or if its
   *     one message is no signal
   */
  Announcements orHoldBack(List<Delivery> deliveries, Supplier<Announcements> transaction) {
    try {
      return InfrastructureTrouble.sorted(transaction);
    } catch (LockedOut e) {
      if (deliveries.size() > 1 || deliveries.get(0).body() == null) {
        throw e;
      }
      InfrastructureTrouble.sorted(() -> transactions.execute(tx -> letWait(deliveries.get(0))));
      return new Announcements(List.of(), List.of(), deliveries);
    }
  }

  private boolean letWait(Delivery delivery) {
    try {
      String id = ReceivedEvent.parse(delivery).sagaId();
      journal.lockFree(List.of(id)).values().forEach(this::letWait);
      return true;
    } catch (EventJson.Unreadable e) {
      return false; // it waits for nobody's deadline
    }
  }

  private void letWait(Saga saga) {
    SagaStep row = saga.steps().get(saga.currentStep());
    if (row == null || saga.waiting() || saga.timers().deadlineAt() == null) {
      return;
    }
    StepSettings settings = patience.step(row.name());
    Instant now = clock.instant();
    if (now.isBefore(row.work().startedAt().plus(settings.timeout()).plus(LONGEST_HOLD))) {
      saga.timers().notBefore(now.plus(UNTIL_TRIED_AGAIN));
      clocks.sleepOn(List.of(saga));
    }
  }
}
