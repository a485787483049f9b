package com.hexabuilders.onboarding.api.stats;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.stats.QueueStates.QueueState;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Where sagas stand, step by step: backlog by the broker and by the journal, and durations. */
@Component
class StepStats {

  private final Definitions definitions;
  private final StepDurations durations;
  private final QueueStates queues;

  StepStats(Definitions definitions, StepDurations durations, QueueStates queues) {
    this.definitions = definitions;
    this.durations = durations;
    this.queues = queues;
  }

  /** The fields {@code steps}, {@code start} and {@code completion}. */
  ObjectNode json(List<SagaCounts.Place> active) {
    Map<String, QueueState> states = queues.of(definitions.queues());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (SagaDefinition definition : definitions.all()) {
      queue(json.putObject("start"), definition.start().inbox(), states);
      definition.steps().forEach(step -> json.withArray("steps").add(step(step, active, states)));
      ObjectNode completion = json.putObject("completion");
      queue(completion, definition.completion().inbox(), states);
      completion.put("sagas", sum(active, place -> place.step() == null && !isUndone(place)));
    }
    return json;
  }

  private ObjectNode step(
      StepDefinition step, List<SagaCounts.Place> active, Map<String, QueueState> states) {
    List<SagaCounts.Place> here =
        active.stream().filter(place -> step.name().equals(place.step())).toList();
    List<SagaCounts.Place> forward = here.stream().filter(place -> !isUndone(place)).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("step_name", step.name()).put("participant", step.participant());
    json.put("waiting", sum(forward, SagaCounts.Place::waiting));
    json.put("retrying", sum(forward, place -> !place.waiting() && place.retrying()));
    json.put("compensating", sum(here, StepStats::isUndone));
    ObjectNode backlog = json.putObject("backlog");
    queue(backlog, step.inbox(), states);
    backlog.put("sagas", sum(forward, place -> !place.waiting() && !place.retrying()));
    ObjectNode undo = json.putObject("undo_backlog");
    queue(undo, step.undoInbox(), states);
    undo.put("sagas", sum(here, place -> isUndone(place) && !place.waiting()));
    json.set("duration_ms", durations(step.name()));
    return json;
  }

  private ObjectNode durations(String step) {
    return durations
        .of(step)
        .map(
            taken ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("p50", taken.p50())
                    .put("p95", taken.p95())
                    .put("p99", taken.p99())
                    .put("max", taken.most())
                    .put("sagas", taken.sagas()))
        .orElse(null);
  }

  private static void queue(ObjectNode json, String queue, Map<String, QueueState> states) {
    QueueState state = states.get(queue);
    json.put("queue", queue)
        .put("messages", state == null ? null : Long.valueOf(state.messages()))
        .put("readers", state == null ? null : Long.valueOf(state.readers()));
  }

  private static boolean isUndone(SagaCounts.Place place) {
    return place.status().equals(SagaStatus.COMPENSATING);
  }

  private static long sum(List<SagaCounts.Place> places, Predicate<SagaCounts.Place> rule) {
    return places.stream().filter(rule).mapToLong(SagaCounts.Place::sagas).sum();
  }
}
