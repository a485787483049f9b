package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Working copy of a saga under its row's lock: row, steps, and log entries this transaction adds.
 * Moved by {@link ForwardMoves} and {@link BackwardMoves}, saved by {@link Journal#save}.
 */
public final class Saga {

  static final String ACTOR = "saga";

  private final SagaIdentity identity;

  String status;
  String currentStep;
  String failedStep;
  FailureKind failureKind;
  String failureReason;
  String compensationBy;
  String compensationReason;
  String compensationError;
  int logSeq;
  Integer openSeq;
  int causeSeq;
  boolean waiting;

  /** When it was left to a person, if that was before this transaction; what comes next ends it. */
  Instant waitingSince;

  /** How long persons were waited for so far, the wait in hand not counted. */
  long waitedMillis;

  Instant updatedAt;
  Instant completedAt;
  Timers timers = new Timers();

  final Map<String, SagaStep> steps = new LinkedHashMap<>();
  private final Unsaved unsaved = new Unsaved();

  /** A saga that no row holds yet, or one that is about to be read. */
  public Saga(SagaIdentity identity) {
    this.identity = identity;
  }

  /** Adds a log-only entry. */
  LogEntry note(Entry entry, Instant now) {
    return append(entry, null, false, now);
  }

  /** Adds an event for the observers only. */
  LogEntry announce(Entry entry, Instant now) {
    return append(entry, null, true, now);
  }

  /** Adds an event that an inbox has to receive; it is open until a row shows its receipt. */
  LogEntry announceTo(String queue, Entry entry, int handledSeq, Instant now) {
    LogEntry added = append(entry, queue, true, now);
    openSeq = added.seq();
    causeSeq = handledSeq;
    return added;
  }

  private LogEntry append(Entry entry, String queue, boolean announced, Instant now) {
    logSeq++;
    endWait(now);
    updatedAt = now;
    LogEntry added = LogEntry.of(identity, logSeq, entry, queue, announced, now);
    unsaved.add(added, Fact.Logged.of(this, entry, added));
    return added;
  }

  private void endWait(Instant now) {
    if (waitingSince != null) {
      waitedMillis += Duration.between(waitingSince, now).toMillis();
      waitingSince = null;
    }
  }

  /** What earlier steps announced, merged in order, with what operators corrected in between. */
  public ObjectNode facts() {
    ObjectNode facts = EventJson.object();
    for (StepDefinition step : definition().steps()) {
      SagaStep row = steps.get(step.name());
      if (row != null && row.corrections != null) {
        facts.setAll(row.corrections);
      }
      if (row != null && row.wasDone() && row.result != null) {
        facts.setAll(row.result);
      }
    }
    return facts;
  }

  public Optional<SagaStep> step(String name) {
    return Optional.ofNullable(steps.get(name));
  }

  public boolean isCompensating() {
    return SagaStatus.COMPENSATING.equals(status);
  }

  public boolean isFinal() {
    return SagaStatus.isFinal(status);
  }

  /** No forward step may run any more. */
  public boolean hasTurnedBack() {
    return isCompensating()
        || SagaStatus.COMPENSATED.equals(status)
        || SagaStatus.FAILED.equals(status);
  }

  public SagaIdentity identity() {
    return identity;
  }

  public String id() {
    return identity.id();
  }

  public SagaDefinition definition() {
    return identity.definition();
  }

  public String status() {
    return status;
  }

  public String currentStep() {
    return currentStep;
  }

  public FailureKind failureKind() {
    return failureKind;
  }

  public String failureReason() {
    return failureReason;
  }

  public String compensationBy() {
    return compensationBy;
  }

  public String compensationReason() {
    return compensationReason;
  }

  public String compensationError() {
    return compensationError;
  }

  public int logSeq() {
    return logSeq;
  }

  public Integer openSeq() {
    return openSeq;
  }

  public int causeSeq() {
    return causeSeq;
  }

  public boolean waiting() {
    return waiting;
  }

  public long waitedMillis() {
    return waitedMillis;
  }

  public Instant completedAt() {
    return completedAt;
  }

  public Unsaved unsaved() {
    return unsaved;
  }

  public Timers timers() {
    return timers;
  }

  public Map<String, SagaStep> steps() {
    return steps;
  }
}
