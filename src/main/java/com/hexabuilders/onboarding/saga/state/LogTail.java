package com.hexabuilders.onboarding.saga.state;

import java.time.Duration;
import java.time.Instant;

/** End of a saga's log: its newest entry, its open event, and what this transaction adds. */
public final class LogTail {

  private final SagaIdentity identity;
  private final Unsaved unsaved = new Unsaved();
  private int lastSeq;
  private Integer openSeq;
  private int causeSeq;
  private Instant updatedAt;

  /** How long persons were waited for until the last entry. */
  private long waitedMillis;

  /** Whether a person is waited for since the last entry; the next one ends it. */
  private boolean leftToPerson;

  /** The empty log of a saga that no row holds yet. */
  LogTail(SagaIdentity identity) {
    this.identity = identity;
  }

  /** The end of a log as the saga's row has it. */
  LogTail(
      SagaIdentity identity,
      int lastSeq,
      Integer openSeq,
      int causeSeq,
      Instant updatedAt,
      long waitedMillis,
      boolean leftToPerson) {
    this.identity = identity;
    this.lastSeq = lastSeq;
    this.openSeq = openSeq;
    this.causeSeq = causeSeq;
    this.updatedAt = updatedAt;
    this.waitedMillis = waitedMillis;
    this.leftToPerson = leftToPerson;
  }

  /** Adds a log-only entry. */
  LogEntry note(LogEntryDraft entry, Instant now) {
    return append(entry, null, false, now);
  }

  /** Adds an event for the observers only. */
  LogEntry announce(LogEntryDraft entry, Instant now) {
    return append(entry, null, true, now);
  }

  /** Adds an event that an inbox has to receive; it is open until a row shows its receipt. */
  LogEntry announceTo(String queue, LogEntryDraft entry, int handledSeq, Instant now) {
    LogEntry added = append(entry, queue, true, now);
    openSeq = added.seq();
    causeSeq = handledSeq;
    return added;
  }

  private LogEntry append(LogEntryDraft entry, String queue, boolean announced, Instant now) {
    lastSeq++;
    endWait(now);
    updatedAt = now;
    LogEntry added = LogEntry.of(identity, lastSeq, entry, queue, announced, now);
    unsaved.add(added, Fact.Logged.of(identity, entry, added));
    return added;
  }

  private void endWait(Instant now) {
    if (leftToPerson) {
      waitedMillis += Duration.between(updatedAt, now).toMillis();
      leftToPerson = false;
    }
  }

  /** Leaves no event open, because the last one was handled. */
  void close(Cause cause) {
    openSeq = null;
    causeSeq = cause.seq();
  }

  SagaIdentity identity() {
    return identity;
  }

  /** Number of the newest entry. */
  public int lastSeq() {
    return lastSeq;
  }

  /** Number of the open event, whose inbox still has to receive it; null for none. */
  public Integer openSeq() {
    return openSeq;
  }

  /** Number of the event that was handled last; 0 for none. */
  public int causeSeq() {
    return causeSeq;
  }

  /** How long persons were waited for so far, the wait in hand not counted. */
  public long waitedMillis() {
    return waitedMillis;
  }

  /** When the newest entry was added. */
  Instant updatedAt() {
    return updatedAt;
  }

  Unsaved unsaved() {
    return unsaved;
  }
}
