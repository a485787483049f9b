package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.StepSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** The due times of a saga's open event. A saga that is not final always has one. */
public final class Timers {

  private Instant deadlineAt;
  private Instant resendAt;
  private Instant retryAt;
  private int resends;
  private boolean waitingForPerson;

  /** When the open event was put on its queue last; null where that is not noted. */
  private Instant sentAt;

  /** All time that was not healthy, as known when these times were read or set. */
  private Duration away = Duration.ZERO;

  /** As recorded: when the sweeper looks at the saga. */
  private Instant recordedWakeAt;

  Timers() {}

  Timers(
      Instant deadlineAt,
      Instant resendAt,
      Instant retryAt,
      int resends,
      boolean waitingForPerson,
      Instant sentAt,
      Instant recordedWakeAt) {
    this.deadlineAt = deadlineAt;
    this.resendAt = resendAt;
    this.retryAt = retryAt;
    this.resends = resends;
    this.waitingForPerson = waitingForPerson;
    this.sentAt = sentAt;
    this.recordedWakeAt = recordedWakeAt;
  }

  /** A step's event was announced: its clock starts. */
  void startStep(StepSettings settings, Instant now) {
    set(now.plus(settings.timeout()), settings.resendAt(0, now), null);
    sentAt = now;
  }

  /** The step is not timed out before that. */
  public void notBefore(Instant least) {
    if (deadlineAt.isBefore(least)) {
      deadlineAt = least;
    }
  }

  /** The recorded event goes out for the next call; the step's deadline goes on. */
  void retryNow(StepSettings settings, Instant now) {
    set(deadlineAt, settings.resendAt(0, now), null);
    sentAt = now;
  }

  /** An event without a deadline (undo request, last outcome) was announced. */
  void startWithoutDeadline(Instant now) {
    set(null, StepSettings.undoResendAt(0, now), null);
  }

  /** The next call is due later; the step's deadline goes on. */
  void retry(Instant at) {
    set(deadlineAt, null, at);
  }

  /** A person is waited for: the step's clock stands still, the person's starts. */
  void waitForPerson(StepSettings settings, Instant now) {
    set(now.plus(settings.personTimeout()), now.plus(settings.personTimeout().dividedBy(2)), null);
    waitingForPerson = true;
  }

  /** Only a person can go on, without a limit: remind them again and again. */
  public void remind(Instant at) {
    set(null, at, null);
    waitingForPerson = true;
  }

  void stop() {
    set(null, null, null);
  }

  public Instant dueAt() {
    return Stream.of(deadlineAt, resendAt, retryAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Whether something is to be done; true also if nothing is set, and then nothing will be. */
  public boolean isDue(Instant now) {
    Instant due = dueAt();
    return due == null || !due.isAfter(now);
  }

  /**
   * Returns when the sweeper looks at the saga. The recorded time stays while it is early enough.
   * So a saga that moves on within one re-send interval need not change its place in the index for
   * every step.
   */
  public Instant wakeAt() {
    Instant due = dueAt();
    boolean early = due != null && recordedWakeAt != null && !recordedWakeAt.isAfter(due);
    return early ? recordedWakeAt : due;
  }

  /** The sweeper has looked: it looks again when the saga is due. */
  public void wokeUp() {
    recordedWakeAt = null;
  }

  /** Time that was not healthy counts for no deadline, what came since it was recorded neither. */
  void countHealthyTime(Duration recordedAway, Duration awayNow) {
    away = awayNow;
    standStill(awayNow.minus(recordedAway));
  }

  /** Moves the saga's deadline by a time in which no instance could do anything for it. */
  public void standStill(Duration time) {
    if (deadlineAt != null) {
      deadlineAt = deadlineAt.plus(time);
    }
  }

  /** The open event may be lost: it is due at once, and copies sent before count for nothing. */
  public void mayBeLost(Instant now) {
    resendAt = now;
    resends = 0;
  }

  /** The open event waits in its queue: it is looked at then, and no copy sent before counts. */
  public void stillQueued(Instant next, Instant now) {
    resends = 0;
    resendAt = next;
    if (deadlineAt != null && !deadlineAt.isAfter(now)) {
      deadlineAt = next;
    }
  }

  /** Null: not again. */
  public void sendAgainAt(Instant at) {
    resendAt = at;
  }

  public void sent(Instant now) {
    sentAt = now;
  }

  /** All time that was not healthy, as known when the row of a new saga is written. */
  public void knowAway(Duration known) {
    away = known;
  }

  private void set(Instant deadline, Instant resend, Instant retry) {
    deadlineAt = deadline;
    resendAt = resend;
    retryAt = retry;
    resends = 0;
    waitingForPerson = false;
    sentAt = null;
  }

  public Instant deadlineAt() {
    return deadlineAt;
  }

  public Instant resendAt() {
    return resendAt;
  }

  public Instant retryAt() {
    return retryAt;
  }

  public int resends() {
    return resends;
  }

  public boolean waitingForPerson() {
    return waitingForPerson;
  }

  public Instant sentAt() {
    return sentAt;
  }

  public Duration away() {
    return away;
  }
}
