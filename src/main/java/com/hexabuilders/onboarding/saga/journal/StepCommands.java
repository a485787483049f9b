package com.hexabuilders.onboarding.saga.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.StepCommand;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.Saga;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Makes the commands that the participant of a step is given. */
@Component
public class StepCommands {

  private final PersonalData personalData;

  StepCommands(PersonalData personalData) {
    this.personalData = personalData;
  }

  /** Returns one command per saga, in this order; reads all partner data at once. */
  public List<StepCommand> of(String step, List<Saga> sagas) {
    Map<String, ObjectNode> data = personalData.of(sagas.stream().map(Saga::id).toList());
    return sagas.stream()
        .map(
            saga ->
                new StepCommand(
                    saga.id(),
                    saga.identity().partnerId(),
                    step,
                    saga.steps().facts(),
                    data.getOrDefault(saga.id(), EventJson.object())))
        .toList();
  }
}
