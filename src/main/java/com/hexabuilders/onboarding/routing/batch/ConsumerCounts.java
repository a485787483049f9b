package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.StepPatience;
import org.springframework.stereotype.Component;

/** How many threads read a queue: what is set for its step, one for all others. */
@Component
class ConsumerCounts {

  private final Definitions definitions;
  private final StepPatience patience;

  ConsumerCounts(Definitions definitions, StepPatience patience) {
    this.definitions = definitions;
    this.patience = patience;
  }

  int of(String queue) {
    return definitions
        .findStepReading(queue)
        .map(
            step ->
                definitions.readsUndo(queue)
                    ? patience.undo(step).consumers()
                    : patience.step(step).consumers())
        .orElse(1);
  }
}
