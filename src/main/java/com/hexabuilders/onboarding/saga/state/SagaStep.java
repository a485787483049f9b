package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Working copy of one step's row, guarded by the lock on its saga's row. */
public final class SagaStep {

  private final String name;
  private final int position;
  private final boolean isNew;
  private boolean changed;
  private StepStatus status;
  private WaitingFor waitingFor;
  private StepWork work;
  private StepUndo undo;
  private String errorMessage;

  /** A step that no row holds yet. */
  SagaStep(String name, int position, StepStatus status, Instant startedAt) {
    this.name = name;
    this.position = position;
    this.isNew = true;
    this.changed = true;
    this.status = status;
    this.work = StepWork.begun(startedAt);
    this.undo = StepUndo.NONE;
  }

  /** A step as its row has it. */
  SagaStep(
      String name,
      int position,
      StepStatus status,
      WaitingFor waitingFor,
      StepWork work,
      StepUndo undo,
      String errorMessage) {
    this.name = name;
    this.position = position;
    this.isNew = false;
    this.status = status;
    this.waitingFor = waitingFor;
    this.work = work;
    this.undo = undo;
    this.errorMessage = errorMessage;
  }

  /** Takes a status in which the step waits for no person. */
  void become(StepStatus next) {
    become(next, null);
  }

  /** Makes the step wait for this person and keeps why. */
  void waitFor(WaitingFor person, String reason) {
    errorMessage = reason;
    become(StepStatus.WAITING, person);
  }

  private void become(StepStatus next, WaitingFor person) {
    status = next;
    waitingFor = person;
    changed = true;
  }

  /** Counts a call that the participant answered without doing the work. */
  void countAttempt() {
    work = work.called(1);
    changed = true;
  }

  /** Counts the call, keeps what it announced, forgets the last error and makes the step DONE. */
  void done(ObjectNode result, Instant now) {
    work = work.called(1).done(result, now);
    errorMessage = null;
    become(StepStatus.DONE);
  }

  /** Ends the step by a failure and keeps why. */
  void fail(FailureKind kind, String reason) {
    errorMessage = reason;
    become(kind.stepStatus());
  }

  /**
   * Counts the calls of a round that broke and keeps the error.
   *
   * @return whether a round is left; the step is RETRYING then
   */
  boolean broke(int calls, String error, int delayedRetries) {
    work = work.called(calls);
    errorMessage = error;
    changed = true;
    if (work.round() >= delayedRetries) {
      return false;
    }
    work = work.inNextRound();
    become(StepStatus.RETRYING);
    return true;
  }

  /** Makes the step PENDING with a fresh budget of retries, a new beginning and no error. */
  void beginAgain(Instant now) {
    errorMessage = null;
    work = work.withFreshBudget(now);
    become(StepStatus.PENDING);
  }

  /** Adds facts an operator corrected; each replaces the one of its name from this step on. */
  void correct(ObjectNode facts) {
    if (!facts.isEmpty()) {
      work = work.corrected(facts);
      changed = true;
    }
  }

  /** Counts a call of the undo that the participant answered. */
  public void countUndoAttempt() {
    undo = undo.called(1);
    changed = true;
  }

  /**
   * Keeps what the undo reported; COMPENSATED if the step had an effect and no person skipped it.
   */
  void undone(boolean hadEffect, Instant now) {
    undo = undo.reported(hadEffect, now);
    changed = true;
    if (status != StepStatus.SKIPPED && (work.isDone() || hadEffect)) {
      become(StepStatus.COMPENSATED);
    }
  }

  /** Counts the undo's calls that broke; COMPENSATION_FAILED once no round is left. */
  boolean undoBroke(int calls, String error, int delayedRetries) {
    undo = undo.called(calls);
    errorMessage = error;
    changed = true;
    if (undo.round() >= delayedRetries) {
      become(StepStatus.COMPENSATION_FAILED);
      return false;
    }
    undo = undo.inNextRound();
    return true;
  }

  /** Gives the undo a fresh budget and no error; the step is what it was before its undo failed. */
  void undoAgain(Failure failure) {
    errorMessage = null;
    undo = undo.withFreshBudget();
    become(failure.statusBeforeUndo(this));
  }

  /** Notes that a person has undone the step by hand, or else leaves its undo out. */
  void settleUndo(boolean byHand, String reason) {
    undo = undo.settled(byHand);
    errorMessage = reason;
    become(byHand ? StepStatus.COMPENSATED : StepStatus.SKIPPED);
  }

  public String name() {
    return name;
  }

  public int position() {
    return position;
  }

  public StepStatus status() {
    return status;
  }

  /** Whom a WAITING step waits for, else null. */
  public WaitingFor waitingFor() {
    return waitingFor;
  }

  public StepWork work() {
    return work;
  }

  public StepUndo undo() {
    return undo;
  }

  public String errorMessage() {
    return errorMessage;
  }

  public boolean isNew() {
    return isNew;
  }

  public boolean changed() {
    return changed;
  }
}
