package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes sagas the way the wire contract names their fields. */
public final class SagaJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SagaJson() {}

  /** What a watcher sees. */
  static ObjectNode status(SagaView view) {
    SagaRow saga = view.saga();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("saga_id", saga.sagaId())
        .put("partner_id", saga.partnerId())
        .put("saga_type", saga.sagaType())
        .put("status", saga.status());
    names(json.putArray("completed_steps"), view.completedSteps());
    String failed = saga.failure().step();
    names(json.putArray("failed_steps"), failed == null ? List.of() : List.of(failed));
    json.put("current_step", saga.isFinal() ? null : saga.currentStep());
    ArrayNode steps = json.putArray("steps");
    view.steps().forEach(step -> steps.add(step(saga, step)));
    json.set("failure", failure(saga.failure()));
    json.set("compensation", compensation(view));
    json.put("correlation_id", saga.correlationId());
    put(json, "created_at", saga.times().created());
    put(json, "updated_at", saga.times().updated());
    put(json, "completed_at", saga.times().completed());
    put(json, "due_at", saga.isFinal() ? null : saga.times().due());
    return json;
  }

  /** Everything about one saga. */
  static ObjectNode detail(SagaView view) {
    ObjectNode json = status(view);
    SagaRow saga = view.saga();
    for (int i = 0; i < view.steps().size(); i++) {
      StepRow step = view.steps().get(i);
      ObjectNode shown = (ObjectNode) json.get("steps").get(i);
      shown.set("result", step.result() == null ? null : tree(step.result()));
      shown.put("undo_attempts", step.undoAttempts()).put("undone", step.undone());
      shown.put("waiting_for", step.waitingFor());
      put(shown, "undone_at", step.undoneAt());
    }
    json.put("source", saga.source())
        .put("definition_version", saga.definitionVersion())
        .put("waiting", saga.waiting())
        .put("resends", saga.resends())
        .put("restarted_from", saga.restartedFrom())
        .put("started_by", saga.startedBy());
    put(json, "deadline_at", saga.times().deadline());
    put(json, "resend_at", saga.times().resend());
    put(json, "retry_at", saga.times().retry());
    return json;
  }

  /** One line of a list. */
  static ObjectNode item(SagaRow saga) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("saga_id", saga.sagaId())
        .put("partner_id", saga.partnerId())
        .put("saga_type", saga.sagaType())
        .put("status", saga.status())
        .put("current_step", saga.isFinal() ? null : saga.currentStep())
        .put("correlation_id", saga.correlationId());
    json.set("failure", failure(saga.failure()));
    put(json, "created_at", saga.times().created());
    put(json, "updated_at", saga.times().updated());
    put(json, "completed_at", saga.times().completed());
    return json;
  }

  /** JSON the journal itself wrote. */
  public static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The journal holds a text that is not JSON.", e);
    }
  }

  private static ObjectNode step(SagaRow saga, StepRow step) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    boolean retried = step.status().equals("RETRYING") && step.name().equals(saga.currentStep());
    json.put("step_name", step.name())
        .put("status", step.status())
        .put("attempts", step.attempts());
    put(json, "next_attempt_at", retried ? saga.times().retry() : null);
    put(json, "started_at", step.started());
    put(json, "completed_at", step.completed());
    return json.put("duration_ms", duration(step)).put("error_message", step.error());
  }

  private static Long duration(StepRow step) {
    return step.started() == null || step.completed() == null
        ? null
        : Long.valueOf(Duration.between(step.started(), step.completed()).toMillis());
  }

  private static JsonNode failure(SagaRow.Failure failure) {
    return failure.kind() == null
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance
            .objectNode()
            .put("step", failure.step())
            .put("kind", failure.kind())
            .put("reason", failure.reason());
  }

  private static JsonNode compensation(SagaView view) {
    SagaRow.Compensation compensation = view.saga().compensation();
    if (compensation.by() == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("requested_by", compensation.by()).put("reason", compensation.reason());
    names(json.putArray("completed_steps"), view.undoneSteps());
    return json.put("error", compensation.error());
  }

  private static void names(ArrayNode array, List<String> names) {
    names.forEach(array::add);
  }

  private static void put(ObjectNode json, String field, Instant time) {
    json.put(field, time == null ? null : time.toString());
  }
}
