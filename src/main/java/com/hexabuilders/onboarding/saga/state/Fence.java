package com.hexabuilders.onboarding.saga.state;

import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Stops every step that has had no effect. The transaction that begins compensation writes the
 * fence. After its commit every forward message of the saga is late and absorbed, so no forward
 * step runs any more.
 */
final class Fence {

  private static final Set<StepStatus> KEPT =
      EnumSet.of(
          StepStatus.DONE,
          StepStatus.WAITING,
          StepStatus.REFUSED,
          StepStatus.FAILED,
          StepStatus.TIMED_OUT);

  private Fence() {}

  /**
   * Fences the steps that can have had no effect.
   *
   * @param causationId the event that begins compensation
   */
  static void raise(Saga saga, String causationId, Instant now) {
    LogTail log = saga.log();
    for (StepDefinition step : saga.definition().steps()) {
      SagaStep row = saga.steps().get(step.name());
      if (row != null && KEPT.contains(row.status())) {
        continue;
      }
      saga.steps().fence(step);
      log.note(
          LogEntryDraft.ofStep(
              EventTypes.STEP_FENCED,
              step,
              null,
              causationId,
              LogEntryDraft.because(step, "Not begun.")),
          now);
    }
  }
}
