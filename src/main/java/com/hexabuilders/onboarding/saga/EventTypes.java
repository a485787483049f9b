package com.hexabuilders.onboarding.saga;

/** Types of log entries that are the same for every saga; progress events come from its steps. */
final class EventTypes {

  static final String COMPENSATION_REQUESTED = "CompensationRequested";
  static final String COMPENSATION_COMPLETED = "CompensationCompleted";

  // Log-only entries: decisions that nobody awaits.
  static final String STEP_REFUSED = "StepRefused";
  static final String STEP_RETRY_SCHEDULED = "StepRetryScheduled";
  static final String STEP_EXHAUSTED = "StepExhausted";
  static final String STEP_TIMED_OUT = "StepTimedOut";
  static final String STEP_WAITING = "StepWaiting";
  static final String STEP_FENCED = "StepFenced";
  static final String OPERATOR_ACTED = "OperatorActed";

  private EventTypes() {}
}
