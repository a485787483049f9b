package com.hexabuilders.onboarding.saga.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps of a saga that have begun or are fenced, by name. */
public final class SagaSteps {

  private final SagaDefinition definition;
  private final Map<String, SagaStep> rows = new LinkedHashMap<>();

  SagaSteps(SagaDefinition definition) {
    this.definition = definition;
  }

  /** Adds a step that was read. */
  public void add(SagaStep row) {
    rows.put(row.name(), row);
  }

  /** The step of this name; null if it has neither begun nor been fenced. */
  public SagaStep get(String name) {
    return rows.get(name);
  }

  public Collection<SagaStep> values() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** Adds a step whose event is announced now. */
  void begin(StepDefinition step, Instant now) {
    add(step, StepStatus.PENDING, now);
  }

  /** Keeps a step from running: adds it FENCED, or makes it so. */
  void fence(StepDefinition step) {
    SagaStep row = rows.get(step.name());
    if (row == null) {
      add(step, StepStatus.FENCED, null);
    } else {
      row.become(StepStatus.FENCED);
    }
  }

  private void add(StepDefinition step, StepStatus status, Instant startedAt) {
    add(new SagaStep(step.name(), definition.position(step.name()), status, startedAt));
  }

  /** What the done steps announced, merged in order, with what operators corrected in between. */
  public ObjectNode facts() {
    ObjectNode facts = EventJson.object();
    for (StepDefinition step : definition.steps()) {
      SagaStep row = rows.get(step.name());
      if (row != null) {
        row.work().addTo(facts);
      }
    }
    return facts;
  }

  /** Whether a step was done, or was undone because it had an effect. */
  boolean hadEffect() {
    return rows.values().stream()
        .anyMatch(row -> row.work().isDone() || Boolean.TRUE.equals(row.undo().undone()));
  }
}
