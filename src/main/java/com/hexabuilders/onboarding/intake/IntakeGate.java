package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.journal.RunningSagas;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Open while fewer sagas run than {@code onboarding.active.max}: a backlog belongs in the start
 * queue, where no clock runs.
 */
@Component("intakeGate")
class IntakeGate implements BooleanSupplier {

  private final RunningSagas running;

  IntakeGate(RunningSagas running) {
    this.running = running;
  }

  /** How many starts may pass now, at least 0. */
  int room() {
    return running.room();
  }

  @Override
  public boolean getAsBoolean() {
    return !running.isFull();
  }
}
