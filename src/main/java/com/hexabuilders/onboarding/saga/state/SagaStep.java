package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Working copy of one step's row, guarded by the lock on its saga's row. */
public final class SagaStep {

  final String name;
  final int position;
  StepStatus status;

  /** Whom a WAITING step waits for, else null. */
  WaitingFor waitingFor;

  int attempts;
  int retryRound;
  int undoAttempts;
  int undoRound;
  Boolean undone;
  Instant startedAt;
  Instant completedAt;
  Instant undoneAt;
  ObjectNode result;

  /** Facts an operator corrected before this step; null for none. */
  ObjectNode corrections;

  String errorMessage;
  boolean isNew;
  boolean changed;

  SagaStep(String name, int position, StepStatus status) {
    this.name = name;
    this.position = position;
    this.status = status;
  }

  static SagaStep opened(String name, int position, StepStatus status, Instant startedAt) {
    SagaStep step = new SagaStep(name, position, status);
    step.startedAt = startedAt;
    step.isNew = true;
    step.changed = true;
    return step;
  }

  /** What it was before its undo failed: done, failed, or waiting for a person. */
  StepStatus statusBeforeUndo(Saga saga) {
    if (wasDone()) {
      return StepStatus.DONE;
    }
    if (!name.equals(saga.failedStep)) {
      return StepStatus.WAITING;
    }
    return switch (saga.failureKind) {
      case REFUSED -> StepStatus.REFUSED;
      case EXHAUSTED -> StepStatus.FAILED;
      case TIMEOUT -> StepStatus.TIMED_OUT;
    };
  }

  public void countUndoAttempt() {
    undoAttempts++;
  }

  /** The forward work was done, whatever came after. */
  boolean wasDone() {
    return completedAt != null;
  }

  void become(StepStatus next) {
    status = next;
    waitingFor = null;
    changed = true;
  }

  void waitFor(WaitingFor person) {
    become(StepStatus.WAITING);
    waitingFor = person;
  }

  public String name() {
    return name;
  }

  public StepStatus status() {
    return status;
  }

  public WaitingFor waitingFor() {
    return waitingFor;
  }

  public int attempts() {
    return attempts;
  }

  public int retryRound() {
    return retryRound;
  }

  public int undoAttempts() {
    return undoAttempts;
  }

  public Boolean undone() {
    return undone;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Instant completedAt() {
    return completedAt;
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
