package com.hexabuilders.onboarding.saga.state;

/**
 * How a saga failed by itself.
 *
 * @param step that failed
 * @param kind of the failure
 * @param reason the failure's sentence
 */
public record Failure(String step, FailureKind kind, String reason) {

  /** Of a saga that has not failed by itself: all parts are null. */
  static final Failure NONE = new Failure(null, null, null);

  /** What a step was before its undo failed: done, failed, or waiting for a person. */
  StepStatus statusBeforeUndo(SagaStep row) {
    if (row.work().isDone()) {
      return StepStatus.DONE;
    }
    return row.name().equals(step) ? kind.stepStatus() : StepStatus.WAITING;
  }
}
