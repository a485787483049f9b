package com.hexabuilders.onboarding.saga.step;

import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.util.Optional;

/** What the reader of a queue waits for. */
sealed interface AwaitedEvents {

  /** Type of the event in a saga of this definition; empty if it has no such step. */
  Optional<String> type(SagaDefinition definition);

  /** The step that is open while this event is; null for the completion. */
  String step();

  /** Whether a saga in this state still wants events of this direction. */
  boolean wantedBy(Saga saga);

  /** The event that starts a step. */
  record Forward(String step) implements AwaitedEvents {
    @Override
    public Optional<String> type(SagaDefinition definition) {
      return definition.step(step).map(StepDefinition::awaits);
    }

    @Override
    public boolean wantedBy(Saga saga) {
      return !saga.hasTurnedBack();
    }
  }

  /** The request to undo a step. */
  record Undo(String step) implements AwaitedEvents {
    @Override
    public Optional<String> type(SagaDefinition definition) {
      return definition.step(step).map(known -> EventTypes.COMPENSATION_REQUESTED);
    }

    @Override
    public boolean wantedBy(Saga saga) {
      return saga.isCompensating();
    }
  }

  /** The last step's outcome. */
  record LastOutcome() implements AwaitedEvents {
    @Override
    public Optional<String> type(SagaDefinition definition) {
      return Optional.of(definition.last().announces());
    }

    @Override
    public String step() {
      return null;
    }

    @Override
    public boolean wantedBy(Saga saga) {
      return !saga.hasTurnedBack();
    }
  }
}
