package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StepSettings;
import com.hexabuilders.onboarding.saga.journal.Journal;
import java.time.Instant;

/**
 * Working copy of a saga under its row's lock: row, steps, and log entries this transaction adds.
 * Moved by {@link ForwardMoves} and {@link BackwardMoves}, saved by {@link Journal#save}.
 */
public final class Saga {

  static final String ACTOR = "saga";

  private final LogTail log;
  private final Timers timers;
  private final SagaSteps steps;
  private String status;
  private String currentStep;
  private Failure failure;
  private Compensation compensation;
  private Instant completedAt;

  /** An INITIATED saga that no row holds yet. */
  public Saga(SagaIdentity identity) {
    this(
        new LogTail(identity),
        new Timers(),
        SagaStatus.INITIATED,
        null,
        Failure.NONE,
        Compensation.NONE,
        null);
    log.unsaved().markNew();
  }

  /** A saga as its row has it; its steps are added afterwards. */
  Saga(
      LogTail log,
      Timers timers,
      String status,
      String currentStep,
      Failure failure,
      Compensation compensation,
      Instant completedAt) {
    this.log = log;
    this.timers = timers;
    this.steps = new SagaSteps(log.identity().definition());
    this.status = status;
    this.currentStep = currentStep;
    this.failure = failure;
    this.compensation = compensation;
    this.completedAt = completedAt;
  }

  /** Takes the status that a done step leads to. */
  void reach(StepDefinition step) {
    status = step.reaches();
  }

  /** Begins a step and its clock; the open event is for it. */
  void arriveAt(StepDefinition step, StepSettings settings, Instant now) {
    currentStep = step.name();
    steps.begin(step, now);
    timers.startStep(settings, now);
  }

  /** Awaits a step's undo or, if the step is null, the completion; neither has a deadline. */
  void awaitWithoutDeadline(String step, Instant now) {
    currentStep = step;
    timers.startWithoutDeadline(now);
  }

  /** Ends in a final status: no step, no event and no clock is open any more. */
  void end(String finalStatus, Cause cause, Instant now) {
    status = finalStatus;
    completedAt = now;
    currentStep = null;
    log.close(cause);
    timers.stop();
  }

  /** Keeps the failure of a step and turns back because of it. */
  void fail(StepDefinition step, FailureKind kind, String reason) {
    failure = new Failure(step.name(), kind, reason);
    turnBack(kind.requestedBy(), reason);
  }

  /** Begins compensation and keeps who requested it and why; a COMPLETED saga is reopened. */
  void turnBack(String requestedBy, String reason) {
    status = SagaStatus.COMPENSATING;
    compensation = new Compensation(requestedBy, reason, null);
    completedAt = null;
  }

  /** Keeps why an undo failed and waits for a person, without a limit. */
  void undoFailed(String error, Instant remindAt) {
    compensation = compensation.failed(error);
    timers.remind(remindAt);
  }

  /** Goes on with the undo: forgets its error and waits for no person any more. */
  void undoGoesOn(Instant now) {
    compensation = compensation.withoutError();
    timers.startWithoutDeadline(now);
  }

  /** Whether a person has to decide about this step or its failed undo; false for null. */
  public boolean waitsAt(SagaStep step) {
    StepStatus stopped = isCompensating() ? StepStatus.COMPENSATION_FAILED : StepStatus.WAITING;
    return waiting() && step != null && step.name().equals(currentStep) && step.status() == stopped;
  }

  public boolean isCompensating() {
    return SagaStatus.COMPENSATING.equals(status);
  }

  public boolean isFinal() {
    return SagaStatus.isFinal(status);
  }

  /** No forward step may run any more. */
  public boolean hasTurnedBack() {
    return SagaStatus.hasTurnedBack(status);
  }

  /** Whether a person has to decide before the saga goes on. */
  public boolean waiting() {
    return timers.waitingForPerson();
  }

  public SagaIdentity identity() {
    return log.identity();
  }

  public String id() {
    return identity().id();
  }

  public SagaDefinition definition() {
    return identity().definition();
  }

  public String status() {
    return status;
  }

  public String currentStep() {
    return currentStep;
  }

  public Failure failure() {
    return failure;
  }

  public Compensation compensation() {
    return compensation;
  }

  public Instant completedAt() {
    return completedAt;
  }

  public LogTail log() {
    return log;
  }

  public Unsaved unsaved() {
    return log.unsaved();
  }

  public Timers timers() {
    return timers;
  }

  public SagaSteps steps() {
    return steps;
  }
}
