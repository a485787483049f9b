package com.hexabuilders.onboarding.proof.explorer;

import com.hexabuilders.onboarding.proof.explorer.Patch.Edit;
import com.hexabuilders.onboarding.saga.Failpoint;
import java.util.List;

/** Bugs planted in the application, each with a cell that must turn red because of it. */
enum Mutant {
  MARKS_A_STEP_DONE_BEFORE_ITS_WORK(
      "I1",
      Cell.completing("m1", Failpoint.STEP_COMMITTED, Fault.KILL, 2),
      new Edit(
          "saga/step/StepExecution",
          "  private final Clock clock;\n",
          """
            private final Clock clock;
            private final ThreadLocal<Runnable> work = ThreadLocal.withInitial(() -> () -> {});
          """),
      new Edit(
          "saga/step/StepExecution",
          "List<StepOutcome> decided = participants.execute(step, asked);",
          """
          TransactionTemplate trial =
              new TransactionTemplate(transactions.getTransactionManager());
          trial.setPropagationBehavior(TransactionTemplate.PROPAGATION_NESTED);
          List<StepOutcome> decided =
              trial.execute(
                  tx -> {
                    tx.setRollbackOnly();
                    return participants.execute(step, asked);
                  });
          work.set(
              () -> transactions.executeWithoutResult(tx -> participants.execute(step, asked)));
          """),
      new Edit(
          "saga/step/StepExecution",
          "Failpoint.STEP_COMMITTED.reached();",
          "Failpoint.STEP_COMMITTED.reached();\nwork.get().run();\nwork.remove();")),

  WALKS_FORWARD_TO_UNDO(
      "I2",
      Cell.of("m2", Failpoint.CANCEL_COMMITTED, Fault.EXCEPTION, 1),
      new Edit("saga/state/UndoOrder", ".at(position - 1)", ".at(position + 1)"),
      new Edit(
          "saga/state/UndoOrder",
          "request(saga, saga.definition().last(),",
          "request(saga, saga.definition().steps().get(0),")),

  FORGETS_THE_FENCE_OF_THE_OPEN_STEP(
      "I3",
      Cell.of("m3", Failpoint.CANCEL_COMMITTED, Fault.EXCEPTION, 1),
      new Edit(
          "saga/state/SagaSteps", "row.become(StepStatus.FENCED);", "row.become(row.status());")),

  PLANS_A_RETRY_WITHOUT_AN_ALARM(
      "I4",
      Cell.of("m4", Failpoint.FAILURE_COMMITTED, Fault.EXCEPTION, 1),
      new Edit(
          "saga/state/ForwardMoves",
          "saga.log().note(retryEntry(saga, step, row.work().attempts(), round, error, cause), now);",
          """
          saga.log().note(retryEntry(saga, step, row.work().attempts(), round, error, cause), now);
          saga.timers().stop();
          """)),

  TAKES_A_COPY_FOR_A_NEW_MESSAGE(
      "I3",
      Cell.of("m5", Failpoint.STEP_CLAIMED, Fault.DUPLICATE, 4),
      new Edit(
          "saga/step/EventBatch",
          "isOpen(event, saga) && taken.add(saga.id())",
          "taken.add(saga.id())")),

  ENDS_OTHERWISE_THAN_ITS_LOG(
      "I5",
      Cell.of("m7", Failpoint.COMPLETION_RECORDED, Fault.DUPLICATE, 1),
      new Edit("saga/state/UndoOrder", "byItself && !hadEffect ?", "byItself ?")),

  ACKNOWLEDGES_BEFORE_THE_COMMIT(
      "I6",
      Cell.of("m6", Failpoint.LETTER_RECORDED, Fault.KILL, 1),
      new Edit(
          "routing/batch/ReceiveLoop",
          "locked = consumer.handle(batch, progress, metLock);",
          "bound.session().commit();\nlocked = consumer.handle(batch, progress, metLock);")),

  LETS_A_MESSAGE_GO_BEFORE_ITS_ATTEMPT_IS_NOTED(
      "I6",
      Cell.of("m8", Failpoint.HANG_ABORTED, Fault.HANG, 1),
      new Edit(
          "routing/batch/BatchWatchdog",
          "          try {\n            end(hung);",
          "hung.close();\ntry {\nend(hung);")),

  TAKES_A_FULL_DISK_FOR_A_BROKEN_STEP(
      "I6",
      Cell.completing("m9", Failpoint.STEP_CLAIMED, Fault.FULL_DISK, 2),
      new Edit("saga/SqlFault", "3D 3F 40 53 55", "3D 3F 40 55"),
      new Edit("saga/SqlFault", "0A 21 23 2F", "0A 21 23 53 2F"));

  /** The invariant that must be violated. */
  final String invariant;

  final Cell cell;
  final List<Edit> edits;

  Mutant(String invariant, Cell cell, Edit... edits) {
    this.invariant = invariant;
    this.cell = cell;
    this.edits = List.of(edits);
  }
}
