package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.Participants;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.UndoCommand;
import com.hexabuilders.onboarding.saga.UndoOutcome;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.state.BackwardMoves;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.SettledUndo;
import com.hexabuilders.onboarding.saga.step.EventBatch.Admitted;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The undo of a step, for a whole batch of compensation requests in one transaction. Crashes as in
 * {@link StepExecution}.
 */
@Service("undos")
public class UndoExecution {

  private final TransactionTemplate transactions;
  private final IdempotentReceiver receiver;
  private final LockedRowDeferral locked;
  private final Participants participants;
  private final RunningTransactions running;
  private final BackwardMoves backward;
  private final SagaMeters meters;
  private final Clock clock;

  UndoExecution(
      TransactionTemplate transactions,
      IdempotentReceiver receiver,
      LockedRowDeferral locked,
      Participants participants,
      RunningTransactions running,
      BackwardMoves backward,
      SagaMeters meters,
      Clock clock) {
    this.transactions = transactions;
    this.receiver = receiver;
    this.locked = locked;
    this.participants = participants;
    this.running = running;
    this.backward = backward;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Handles the compensation requests of one step. The participant undoes a step that may have had
   * an effect. A step that was fenced, or that is defined as such, has nothing to undo. A step that
   * a person has settled stays settled.
   *
   * @param step name of the step
   * @param deliveries messages from its undo inbox
   * @return what to send in the session they came from
   * @throws StepBroke if the participant broke; nothing is written
   * @throws LockedOut if another transaction holds a row that one of many messages needs
   * @throws InfrastructureTrouble if the database failed; nothing is known to be written
   */
  public Announcements execute(String step, List<Delivery> deliveries) {
    Announcements committed =
        locked.orHoldBack(
            deliveries, () -> transactions.execute(transaction -> inTransaction(step, deliveries)));
    Failpoint.UNDO_COMMITTED.reached();
    return committed;
  }

  private Announcements inTransaction(String step, List<Delivery> deliveries) {
    meters.batch(step, deliveries.size());
    EventBatch batch = receiver.open(deliveries, new AwaitedEvents.Undo(step));
    Failpoint.UNDO_CLAIMED.reached();
    List<Admitted> toUndo = new ArrayList<>();
    for (Admitted one : batch.admitted()) {
      SettledUndo.of(row(one, step), one.definition(step))
          .ifPresentOrElse(outcome -> apply(step, one, outcome), () -> toUndo.add(one));
    }
    if (!toUndo.isEmpty()) {
      List<UndoCommand> commands = commands(step, toUndo);
      List<UndoOutcome> outcomes = running.withParticipant(() -> work(step, commands));
      for (int i = 0; i < toUndo.size(); i++) {
        row(toUndo.get(i), step).countUndoAttempt();
        apply(step, toUndo.get(i), outcomes.get(i));
      }
    }
    Announcements recorded = receiver.close(batch, deliveries.get(0).queue());
    Failpoint.UNDO_RECORDED.reached();
    return recorded;
  }

  private List<UndoOutcome> work(String step, List<UndoCommand> commands) {
    List<UndoOutcome> outcomes = participants.undo(step, commands);
    Failpoint.UNDO_WORKED.reached();
    return outcomes;
  }

  private static SagaStep row(Admitted one, String step) {
    return one.saga().steps().get(step);
  }

  private static List<UndoCommand> commands(String step, List<Admitted> toUndo) {
    return toUndo.stream()
        .map(Admitted::saga)
        .map(
            saga ->
                new UndoCommand(
                    saga.id(), saga.identity().partnerId(), step, saga.compensation().reason()))
        .toList();
  }

  private void apply(String step, Admitted one, UndoOutcome outcome) {
    backward.undone(one.saga(), one.definition(step), outcome, one.cause(), clock.instant());
  }
}
