package com.hexabuilders.onboarding.saga.definition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What a saga of one type and version looks like. A definition is derived from the route files and
 * stored as a row. Every saga that began with it asks it, whatever the files say later.
 *
 * @param type e.g. {@code partner_onboarding}
 * @param version 1, 2, ... in order of appearance in the database
 * @param start what begins it
 * @param steps in forward order; compensation walks them backward
 * @param completion what ends it
 */
public record SagaDefinition(
    String type, int version, Start start, List<StepDefinition> steps, Completion completion) {

  /** The queue starts are dropped on, and the event that announces one. */
  public record Start(String inbox, String announces) {}

  /** The queue the last outcome goes to, and the events that announce the end. */
  public record Completion(
      String inbox, String announces, @JsonProperty("announces_failure") String announcesFailure) {}

  public SagaDefinition {
    steps = List.copyOf(steps);
  }

  public StepDefinition last() {
    return steps.get(steps.size() - 1);
  }

  /** 1 for the first step. */
  public int position(String step) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(step)) {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("The saga has no step '" + step + "'.");
  }

  public Optional<StepDefinition> step(String name) {
    return steps.stream().filter(step -> step.name().equals(name)).findFirst();
  }

  /** The step at a position, empty outside 1..n. */
  public Optional<StepDefinition> at(int position) {
    return position < 1 || position > steps.size()
        ? Optional.empty()
        : Optional.of(steps.get(position - 1));
  }

  /** Whether some route of this saga announces events of the type. */
  public boolean announces(String eventType) {
    return start.announces().equals(eventType)
        || completion.announces().equals(eventType)
        || completion.announcesFailure().equals(eventType)
        || EventTypes.COMPENSATION_REQUESTED.equals(eventType)
        || EventTypes.COMPENSATION_COMPLETED.equals(eventType)
        || steps.stream().anyMatch(step -> step.announces().equals(eventType));
  }

  SagaDefinition withVersion(int newVersion) {
    return new SagaDefinition(type, newVersion, start, steps, completion);
  }
}
