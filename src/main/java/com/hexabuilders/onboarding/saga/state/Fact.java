package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.StableIds;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import java.time.Instant;

/** Something that was committed. Holds no personal data and no free text. */
public sealed interface Fact {

  /**
   * A saga's log got an entry.
   *
   * @param trace the saga's trace, at the caller's span or the saga's own
   * @param causationId event whose handling caused it, null for the first
   * @param queue inbox it goes to, null for none
   * @param recordedAt when it was decided, before the commit
   * @param step the step it is about, null for the saga as a whole
   * @param attempt the call it came from, null where there was none
   */
  record Logged(
      String sagaId,
      String partnerId,
      String correlationId,
      TraceParent trace,
      String eventId,
      String causationId,
      int sequence,
      String type,
      String source,
      String step,
      Integer attempt,
      String queue,
      Instant recordedAt)
      implements Fact {

    static Logged of(SagaIdentity saga, LogEntryDraft entry, LogEntry added) {
      return new Logged(
          saga.id(),
          saga.partnerId(),
          saga.correlationId(),
          saga.trace(),
          added.eventId(),
          entry.causationId(),
          added.seq(),
          entry.type(),
          entry.source(saga),
          entry.step(),
          entry.attempt(),
          added.queue(),
          added.recordedAt());
    }

    /** Event id of the log entry before, null for the first. */
    public String previousId() {
      return sequence == 1 ? null : StableIds.ofEvent(sagaId, sequence - 1);
    }

    /** Whether a call broke or a deadline passed; a refusal is no error. */
    public boolean isError() {
      return type.equals(EventTypes.STEP_RETRY_SCHEDULED)
          || type.equals(EventTypes.STEP_EXHAUSTED)
          || type.equals(EventTypes.STEP_TIMED_OUT);
    }

    /** Whether the trace began here and not at the caller. */
    public boolean hasOwnTrace() {
      return trace.traceId().equals(TraceParent.ofSaga(sagaId).traceId());
    }
  }

  /** A message was given up; the ids of its saga are null where it names none. */
  record GivenUp(
      String letterId, String kind, String queue, int attempts, String sagaId, String partnerId)
      implements Fact {}

  /** A person acted, or was refused. */
  record Acted(String actor, String act, String target, String outcome) implements Fact {}
}
