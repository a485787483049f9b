package com.hexabuilders.onboarding.saga.definition;

/** Types of log entries that are the same for every saga; progress events come from its steps. */
public final class EventTypes {

  public static final String COMPENSATION_REQUESTED = "CompensationRequested";
  public static final String COMPENSATION_COMPLETED = "CompensationCompleted";

  // Log-only entries: decisions that nobody awaits.
  public static final String STEP_REFUSED = "StepRefused";
  public static final String STEP_RETRY_SCHEDULED = "StepRetryScheduled";
  public static final String STEP_EXHAUSTED = "StepExhausted";
  public static final String STEP_TIMED_OUT = "StepTimedOut";
  public static final String STEP_WAITING = "StepWaiting";
  public static final String STEP_FENCED = "StepFenced";
  public static final String OPERATOR_ACTED = "OperatorActed";

  private EventTypes() {}
}
