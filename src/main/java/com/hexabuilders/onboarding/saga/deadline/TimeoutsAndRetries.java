package com.hexabuilders.onboarding.saga.deadline;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.Participation;
import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import com.hexabuilders.onboarding.saga.definition.StepSettings;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import com.hexabuilders.onboarding.saga.state.BackwardMoves;
import com.hexabuilders.onboarding.saga.state.ForwardMoves;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import com.hexabuilders.onboarding.saga.state.Timers;
import com.hexabuilders.onboarding.saga.step.StepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a saga does when it is due. This class reads table {@code step_progress} and the heartbeat,
 * and changes the working copy. The sweeper writes that copy.
 */
@Component
class TimeoutsAndRetries {

  private static final Logger LOG = LoggerFactory.getLogger(TimeoutsAndRetries.class);

  /** Says what the sweeper has to do after the commit, besides sending what was newly announced. */
  enum Move {
    NOTHING,
    SEND_AGAIN
  }

  private final ForwardMoves forward;
  private final BackwardMoves backward;
  private final StepPatience patience;
  private final StepProgress progress;
  private final SweeperHeartbeat heartbeat;
  private final Participation participation;
  private final SagaMeters meters;

  TimeoutsAndRetries(
      ForwardMoves forward,
      BackwardMoves backward,
      StepPatience patience,
      StepProgress progress,
      SweeperHeartbeat heartbeat,
      Participation participation,
      SagaMeters meters) {
    this.heartbeat = heartbeat;
    this.forward = forward;
    this.backward = backward;
    this.patience = patience;
    this.progress = progress;
    this.participation = participation;
    this.meters = meters;
  }

  /** Moves a saga whose due time has come. */
  Move move(Saga saga, Instant now) {
    Timers timers = saga.timers();
    if (saga.waiting()) {
      return person(saga, now);
    }
    if (isPast(timers.deadlineAt(), now)) {
      return deadline(saga, now);
    }
    if (isPast(timers.retryAt(), now)) {
      retry(saga, now);
      return Move.SEND_AGAIN;
    }
    return isPast(timers.resendAt(), now) ? resend(saga, now) : Move.NOTHING;
  }

  private void retry(Saga saga, Instant now) {
    meters.retried(saga.currentStep(), "delayed");
    if (saga.isCompensating()) {
      backward.retryNow(saga, now);
    } else {
      forward.retryNow(saga, now);
    }
  }

  /**
   * A step times out only after a copy of its event was sent at least once and long enough ago. An
   * event that is merely queued does not time out. One that was queued until now is sent once more
   * before: readers may have passed each other.
   */
  private Move deadline(Saga saga, Instant now) {
    SagaStep row = saga.steps().get(saga.currentStep());
    StepDefinition step = saga.definition().step(row.name()).orElseThrow();
    StepSettings settings = patience.step(row.name());
    if (row.status() == StepStatus.RETRYING) {
      return timedOut(saga, step, settings, now);
    }
    if (isQueued(saga, row, step, now, StepProgress.HANGING)) {
      return stillQueued(saga.timers(), settings, now);
    }
    if (saga.timers().resends() == 0) {
      saga.timers().notBefore(now.plus(settings.chance()));
      return sendAgain(saga, settings, now);
    }
    Instant judged = sentAt(saga, row).plus(settings.chance());
    if (judged.isAfter(now)) {
      saga.timers().notBefore(judged);
      return Move.NOTHING;
    }
    return timedOut(saga, step, settings, now);
  }

  private Move timedOut(Saga saga, StepDefinition step, StepSettings settings, Instant now) {
    Failpoint.SWEEP_TIMED_OUT.reached();
    String reason =
        String.format(
            Locale.ROOT,
            "The step was not done within %s.",
            Sentences.duration(settings.timeout()));
    backward.timedOut(saga, step, reason, now);
    return Move.NOTHING;
  }

  /** It is looked at again later, and no copy sent before counts against it. */
  private static Move stillQueued(Timers timers, StepSettings settings, Instant now) {
    timers.stillQueued(settings.resendAt(0, now), now);
    return Move.NOTHING;
  }

  private Move resend(Saga saga, Instant now) {
    Timers timers = saga.timers();
    if (saga.isCompensating() || saga.currentStep() == null) {
      timers.sendAgainAt(StepSettings.undoResendAt(timers.resends() + 1, now));
      return healed(saga);
    }
    SagaStep row = saga.steps().get(saga.currentStep());
    StepSettings settings = patience.step(row.name());
    StepDefinition step = saga.definition().step(row.name()).orElseThrow();
    if (isQueued(saga, row, step, now, StepProgress.FRESH)) {
      return stillQueued(timers, settings, now);
    }
    return sendAgain(saga, settings, now);
  }

  private Move sendAgain(Saga saga, StepSettings settings, Instant now) {
    saga.timers().sendAgainAt(settings.resendAt(saga.timers().resends() + 1, now));
    return healed(saga);
  }

  /**
   * Says whether the event is on its way through a moving queue. A copy would stand behind all that
   * was announced before it was sent. An event that an outage since may have lost does not count as
   * queued. Neither does one whose participant an operator has disabled: its deadlines go on.
   */
  private boolean isQueued(
      Saga saga, SagaStep row, StepDefinition step, Instant now, Duration fresh) {
    Instant sent = sentAt(saga, row);
    boolean mayBeLost = sent.isBefore(heartbeat.healthySince());
    return !mayBeLost
        && participation.isEnabled(step.participant())
        && progress.isQueued(step.inbox(), sent, now, fresh);
  }

  private static Instant sentAt(Saga saga, SagaStep row) {
    return saga.timers().sentAt() == null ? row.work().startedAt() : saga.timers().sentAt();
  }

  private Move healed(Saga saga) {
    meters.healed(saga.currentStep() == null ? "completion" : saga.currentStep());
    return Move.SEND_AGAIN;
  }

  private Move person(Saga saga, Instant now) {
    Timers timers = saga.timers();
    if (saga.isCompensating()) {
      LOG.warn("Saga {} still waits for a person: its undo failed.", saga.id());
      timers.remind(now.plus(BackwardMoves.REMINDER));
    } else if (isPast(timers.deadlineAt(), now)) {
      StepDefinition step = saga.definition().step(saga.currentStep()).orElseThrow();
      String limit = Sentences.duration(patience.step(step.name()).personTimeout());
      backward.timedOut(
          saga, step, String.format(Locale.ROOT, "No person decided within %s.", limit), now);
    } else {
      LOG.warn("Saga {} waits for a person; half of the time is over.", saga.id());
      timers.sendAgainAt(null);
    }
    return Move.NOTHING;
  }

  private static boolean isPast(Instant due, Instant now) {
    return due != null && !due.isAfter(now);
  }
}
