package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Working copy of a saga under its row's lock: row, steps, and log entries this transaction adds.
 * Moved by {@link ForwardMoves} and {@link BackwardMoves}, saved by {@link Journal#save}.
 */
final class Saga {

  static final String ACTOR = "saga";

  final String id;
  final SagaDefinition definition;
  final String partnerId;
  final String correlationId;
  final TraceParent trace;
  final String contentHash;
  final String source;
  final Instant createdAt;

  String startedBy;
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
  boolean isNew;
  boolean changed;

  final Map<String, SagaStep> steps = new LinkedHashMap<>();
  final List<LogEntry> newEntries = new ArrayList<>();
  final List<Fact> newFacts = new ArrayList<>();

  Saga(
      String id,
      SagaDefinition definition,
      String partnerId,
      String correlationId,
      TraceParent trace,
      String contentHash,
      String source,
      Instant createdAt) {
    this.id = id;
    this.definition = definition;
    this.partnerId = partnerId;
    this.correlationId = correlationId;
    this.trace = trace;
    this.contentHash = contentHash;
    this.source = source;
    this.createdAt = createdAt;
  }

  /** Id of a log entry's event: stable, so that a repeated transaction makes the same again. */
  String eventId(int seq) {
    return StableIds.ofEvent(id, seq);
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
    changed = true;
    endWait(now);
    updatedAt = now;
    entry.data().put("partner_id", partnerId);
    String eventId = eventId(logSeq);
    LogEntry added =
        new LogEntry(
            id,
            logSeq,
            eventId,
            entry.type(),
            entry.step(),
            entry.attempt(),
            entry.actor(),
            queue,
            announced,
            now,
            correlationId,
            EventJson.write(event(entry, eventId, now)));
    newEntries.add(added);
    newFacts.add(Fact.Logged.of(this, entry, added));
    return added;
  }

  private void endWait(Instant now) {
    if (waitingSince != null) {
      waitedMillis += Duration.between(waitingSince, now).toMillis();
      waitingSince = null;
    }
  }

  /** The newest entry as it goes over the wire. */
  private Event event(Entry entry, String eventId, Instant now) {
    return new Event(
        eventId,
        entry.source(),
        entry.type(),
        partnerId,
        now,
        logSeq,
        id,
        definition.type(),
        correlationId,
        entry.causationId(),
        trace.at(eventId).text(),
        entry.data());
  }

  /** What earlier steps announced, merged in order, with what operators corrected in between. */
  ObjectNode facts() {
    ObjectNode facts = EventJson.object();
    for (StepDefinition step : definition.steps()) {
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

  Optional<SagaStep> step(String name) {
    return Optional.ofNullable(steps.get(name));
  }

  boolean isCompensating() {
    return SagaStatus.COMPENSATING.equals(status);
  }

  boolean isFinal() {
    return SagaStatus.isFinal(status);
  }

  /** What a step was before its undo failed: done, failed, or waiting for a person. */
  StepStatus statusBeforeUndo(SagaStep row) {
    if (row.wasDone()) {
      return StepStatus.DONE;
    }
    if (!row.name.equals(failedStep)) {
      return StepStatus.WAITING;
    }
    return switch (failureKind) {
      case REFUSED -> StepStatus.REFUSED;
      case EXHAUSTED -> StepStatus.FAILED;
      case TIMEOUT -> StepStatus.TIMED_OUT;
    };
  }

  /** No forward step may run any more. */
  boolean hasTurnedBack() {
    return isCompensating()
        || SagaStatus.COMPENSATED.equals(status)
        || SagaStatus.FAILED.equals(status);
  }
}
