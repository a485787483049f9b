package com.hexabuilders.onboarding.api.why;

import com.hexabuilders.onboarding.api.saga.StepRow;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.util.Objects;

/**
 * Decides why a saga stands where it stands. What is certain comes before what is likely. A saga
 * that waits no longer than usual is on its way, and what nothing explains is unknown.
 */
final class Diagnosis {

  private static final String WAITING = "WAITING";
  private static final String RETRYING = "RETRYING";

  private Diagnosis() {}

  static Cause of(Situation now) {
    Cause found = ended(now);
    found = found == null ? forPerson(now) : found;
    found = found == null ? infrastructure(now) : found;
    found = found == null ? planned(now) : found;
    return found == null ? underWay(now) : found;
  }

  private static Cause ended(Situation now) {
    return switch (now.saga().status()) {
      case SagaStatus.COMPLETED -> Cause.COMPLETED;
      case SagaStatus.FAILED -> Cause.FAILED;
      case SagaStatus.COMPENSATED -> Cause.COMPENSATED;
      default -> null;
    };
  }

  private static Cause forPerson(Situation now) {
    if (now.isUndone()) {
      return now.saga().compensation().error() == null ? null : Cause.UNDO_FAILED;
    }
    StepRow step = now.step();
    if (step == null || !step.status().equals(WAITING)) {
      return null;
    }
    return Objects.equals(step.waitingFor(), "SUSPENDED") ? Cause.SUSPENDED : Cause.REVIEW;
  }

  private static Cause infrastructure(Situation now) {
    if (!now.isHealthy("database")) {
      return Cause.DATABASE;
    }
    return now.isHealthy("broker") ? null : Cause.BROKER;
  }

  private static Cause planned(Situation now) {
    StepRow step = now.step();
    if (now.saga().times().retry() != null) {
      return now.isUndone() ? Cause.UNDO_RETRY : Cause.RETRY;
    }
    if (step != null && step.status().equals(RETRYING)) {
      return Cause.RETRY;
    }
    boolean isForward = !now.isUndone() && now.participant() != null;
    return isForward && !now.participant().enabled() ? Cause.DISABLED : null;
  }

  private static Cause underWay(Situation now) {
    if (now.state() != null && now.state().readers() == 0) {
      return Cause.NO_READER;
    }
    if (now.isLost()) {
      return Cause.LOST;
    }
    if (!now.isLate()) {
      return now.isUndone() ? Cause.UNDOING : Cause.ON_ITS_WAY;
    }
    if (now.state() == null) {
      return now.isAhead() ? Cause.UNKNOWN : Cause.SLOW;
    }
    return now.state().messages() > 1 && now.isAhead() ? Cause.BACKLOG : Cause.SLOW;
  }
}
