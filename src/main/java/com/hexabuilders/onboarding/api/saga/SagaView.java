package com.hexabuilders.onboarding.api.saga;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * One saga with every step of its own definition, in order; read in one statement, so that saga and
 * steps always fit together.
 */
public record SagaView(SagaRow saga, List<StepRow> steps) {

  public SagaView {
    steps = List.copyOf(steps);
  }

  /** Steps whose forward work was done, in definition order, undone or not. */
  List<String> completedSteps() {
    return steps.stream().filter(step -> step.completed() != null).map(StepRow::name).toList();
  }

  /** The step it stands at; null before the first, while completing, and when it is final. */
  public StepRow current() {
    return steps.stream()
        .filter(step -> !saga.isFinal() && step.name().equals(saga.currentStep()))
        .findFirst()
        .orElse(null);
  }

  /** Steps really undone, in the order they were. */
  List<String> undoneSteps() {
    return steps.stream()
        .filter(step -> Objects.equals(step.undone(), true))
        .sorted(
            Comparator.comparing(
                StepRow::undoneAt, Comparator.nullsLast(Comparator.naturalOrder())))
        .map(StepRow::name)
        .toList();
  }
}
