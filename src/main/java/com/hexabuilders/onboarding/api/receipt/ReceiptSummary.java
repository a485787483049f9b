package com.hexabuilders.onboarding.api.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.api.saga.SagaJson;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.ShownId;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Folds a log into what a reader wants to know: each step of the definition, in order, and each act
 * of a person. Nothing that a person typed is in it.
 */
final class ReceiptSummary {

  private static final Set<String> SETTLING = Set.of("skip", "resolve");

  private final SagaDefinition definition;
  private final Map<String, StepSummary> steps = new LinkedHashMap<>();
  private final ArrayNode acts = JsonNodeFactory.instance.arrayNode();

  ReceiptSummary(SagaDefinition definition, Iterable<LoggedSaga.Entry> log) {
    this.definition = definition;
    definition.steps().forEach(step -> steps.put(step.name(), new StepSummary(step.name())));
    log.forEach(this::add);
  }

  /** The steps in the order of the definition. */
  ArrayNode steps() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    steps.values().forEach(step -> json.add(step.json()));
    return json;
  }

  /** The acts of people in the order of the log. */
  ArrayNode acts() {
    return acts;
  }

  private void add(LoggedSaga.Entry entry) {
    StepSummary step = steps.get(entry.step());
    if (entry.type().equals(EventTypes.OPERATOR_ACTED)) {
      String act = data(entry).path("act").asText();
      act(entry, act);
      if (step != null && SETTLING.contains(act)) {
        step.settled(entry.actor());
      }
    } else if (step != null && entry.type().equals(EventTypes.COMPENSATION_COMPLETED)) {
      step.undone(data(entry).path("undone").asBoolean(), entry.actor(), entry.at());
    } else if (step != null && isDone(entry)) {
      step.done(entry.actor(), entry.at());
    }
  }

  private boolean isDone(LoggedSaga.Entry entry) {
    return definition.step(entry.step()).stream()
        .anyMatch(step -> entry.type().equals(step.announces()));
  }

  private void act(LoggedSaga.Entry entry, String act) {
    acts.addObject()
        .put("seq", entry.seq())
        .put("act", AuditEntry.ALL.contains(act) ? act : null)
        .put("step", entry.step())
        .put("by", ShownId.of(entry.actor()))
        .put("at", SignedReceipts.text(entry.at()));
  }

  private static JsonNode data(LoggedSaga.Entry entry) {
    return SagaJson.tree(entry.body()).path("data");
  }
}
