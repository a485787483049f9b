package com.hexabuilders.onboarding.saga.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.Participants;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.StepOutcome;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.PersonalData;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.state.BackwardMoves;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.ForwardMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.step.EventBatch.Admitted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
  private final PersonalData personalData;
  private final Participants participants;
  private final RunningTransactions running;
  private final ForwardMoves forward;
  private final BackwardMoves backward;
  private final SagaMeters meters;
  private final Clock clock;

  StepExecution(
      TransactionTemplate transactions,
      IdempotentReceiver receiver,
      LockedRowDeferral locked,
      PersonalData personalData,
      Participants participants,
      RunningTransactions running,
      ForwardMoves forward,
      BackwardMoves backward,
      SagaMeters meters,
      Clock clock) {
    this.transactions = transactions;
    this.receiver = receiver;
    this.locked = locked;
    this.personalData = personalData;
    this.participants = participants;
    this.running = running;
    this.forward = forward;
    this.backward = backward;
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
    meters.batch(step, deliveries.size());
    Announcements committed =
        locked.orHoldBack(
            deliveries, () -> transactions.execute(transaction -> inTransaction(step, deliveries)));
    Failpoint.STEP_COMMITTED.reached();
    return committed;
  }

  private Announcements inTransaction(String step, List<Delivery> deliveries) {
    EventBatch batch = receiver.open(deliveries, new AwaitedEvents.Forward(step));
    List<Admitted> admitted = batch.admitted();
    Failpoint.STEP_CLAIMED.reached();
    if (!admitted.isEmpty()) {
      List<StepCommand> commands = commands(step, admitted);
      List<StepOutcome> outcomes = running.withParticipant(() -> work(step, commands));
      for (int i = 0; i < admitted.size(); i++) {
        apply(step, admitted.get(i), outcomes.get(i));
      }
    }
    Announcements recorded = receiver.close(batch, deliveries.get(0).queue());
    Failpoint.STEP_RECORDED.reached();
    return recorded;
  }

  private List<StepOutcome> work(String step, List<StepCommand> commands) {
    List<StepOutcome> outcomes = participants.execute(step, commands);
    Failpoint.STEP_WORKED.reached();
    return outcomes;
  }

  private List<StepCommand> commands(String step, List<Admitted> admitted) {
    Map<String, ObjectNode> data =
        personalData.of(admitted.stream().map(one -> one.saga().id()).toList());
    return admitted.stream()
        .map(Admitted::saga)
        .map(
            saga ->
                new StepCommand(
                    saga.id(),
                    saga.identity().partnerId(),
                    step,
                    saga.steps().facts(),
                    data.getOrDefault(saga.id(), EventJson.object())))
        .toList();
  }

  private void apply(String step, Admitted one, StepOutcome outcome) {
    Saga saga = one.saga();
    StepDefinition definition = saga.definition().step(step).orElseThrow();
    if (outcome instanceof StepOutcome.Done done) {
      forward.done(saga, definition, done, one.cause(), clock.instant());
    } else if (outcome instanceof StepOutcome.Refused refused) {
      backward.refused(saga, definition, refused.reason(), one.cause(), clock.instant());
    } else if (outcome instanceof StepOutcome.Waiting waiting) {
      forward.waiting(saga, definition, waiting.reason(), one.cause(), clock.instant());
    }
  }
}
