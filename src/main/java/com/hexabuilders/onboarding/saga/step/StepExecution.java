package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.Participants;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.StepCommands;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.state.StepOutcomes;
import com.hexabuilders.onboarding.saga.step.EventBatch.Admitted;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The forward work of a step: one transaction for a whole batch of events.
 *
 * <p>A crash before the commit leaves nothing, and the broker delivers again. A crash after it
 * leaves the outcomes recorded. The messages come again and are absorbed as copies. The recorded
 * outcomes are sent again with the same ids (ADR 1).
 */
@Service("steps")
public class StepExecution {

  private final TransactionTemplate transactions;
  private final IdempotentReceiver receiver;
  private final LockedRowDeferral locked;
  private final StepCommands commands;
  private final Participants participants;
  private final RunningTransactions running;
  private final StepOutcomes outcomes;
  private final SagaMeters meters;
  private final Clock clock;

  StepExecution(
      TransactionTemplate transactions,
      IdempotentReceiver receiver,
      LockedRowDeferral locked,
      StepCommands commands,
      Participants participants,
      RunningTransactions running,
      StepOutcomes outcomes,
      SagaMeters meters,
      Clock clock) {
    this.transactions = transactions;
    this.receiver = receiver;
    this.locked = locked;
    this.commands = commands;
    this.participants = participants;
    this.running = running;
    this.outcomes = outcomes;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Handles the events of one step.
   *
   * @param step name of the step
   * @param deliveries messages from its inbox, in order
   * @return what to send; the caller sends it in the session it received from
   * @throws StepBroke if the participant broke; nothing is written
   * @throws LockedOut if another transaction holds a row that one of many messages needs
   * @throws InfrastructureTrouble if the database failed; nothing is known to be written
   */
  public Announcements execute(String step, List<Delivery> deliveries) {
    Announcements committed =
        locked.orHoldBack(
            deliveries, () -> transactions.execute(transaction -> inTransaction(step, deliveries)));
    Failpoint.STEP_COMMITTED.reached();
    return committed;
  }

  private Announcements inTransaction(String step, List<Delivery> deliveries) {
    meters.batch(step, deliveries.size());
    EventBatch batch = receiver.open(deliveries, new AwaitedEvents.Forward(step));
    List<Admitted> admitted = batch.admitted();
    Failpoint.STEP_CLAIMED.reached();
    if (!admitted.isEmpty()) {
      List<StepCommand> asked = commands.of(step, admitted.stream().map(Admitted::saga).toList());
      List<StepOutcome> decided = running.withParticipant(() -> work(step, asked));
      for (int i = 0; i < admitted.size(); i++) {
        Admitted one = admitted.get(i);
        outcomes.apply(
            one.saga(), one.definition(step), decided.get(i), one.cause(), clock.instant());
      }
    }
    Announcements recorded = receiver.close(batch, deliveries.get(0).queue());
    Failpoint.STEP_RECORDED.reached();
    return recorded;
  }

  private List<StepOutcome> work(String step, List<StepCommand> asked) {
    List<StepOutcome> decided = participants.execute(step, asked);
    Failpoint.STEP_WORKED.reached();
    return decided;
  }
}
