package com.hexabuilders.onboarding.saga;

import java.util.List;

/** How the journal reaches whoever does a step's work; the step's route file names it. */
public interface Participants {

  /**
   * Lets the participant decide for a batch, inside the caller's transaction.
   *
   * @param step name of the step
   * @param batch commands of different sagas
   * @return one outcome per command, in the same order
   */
  List<StepOutcome> execute(String step, List<StepCommand> batch);

  /** Lets the participant undo for a batch; as {@link #execute}. */
  List<UndoOutcome> undo(String step, List<UndoCommand> batch);
}
