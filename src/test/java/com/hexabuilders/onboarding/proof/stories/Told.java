package com.hexabuilders.onboarding.proof.stories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what the application tells of one saga. */
final class Told {

  private Told() {}

  /** The saga's log by REST. */
  static List<JsonNode> log(PackagedApp app, String id) {
    return list(app.get("/sagas/" + id + "/events").json().get("items"));
  }

  /** The event as it is announced: without what the log knows beside it. */
  static JsonNode announced(JsonNode logged) {
    return ((ObjectNode) logged.deepCopy()).remove(List.of("seq", "step", "attempt", "actor"));
  }

  static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.get("type").asText()).toList();
  }

  /** Steps of the CompensationCompleted entries, in order. */
  static List<String> undoneSteps(List<JsonNode> log) {
    return log.stream()
        .filter(event -> event.get("type").asText().equals(LoggedSaga.UNDONE))
        .map(event -> event.get("step").asText())
        .toList();
  }

  /** The first steps of the saga, last one first. */
  static List<String> reversed(int steps) {
    List<String> reversed = new ArrayList<>(LoggedSaga.STEPS.subList(0, steps));
    Collections.reverse(reversed);
    return reversed;
  }

  /** An array of texts. */
  static List<String> texts(JsonNode array) {
    return list(array).stream().map(JsonNode::asText).toList();
  }

  /** One field of every object of an array. */
  static List<String> texts(JsonNode array, String field) {
    return list(array).stream().map(item -> item.path(field).asText()).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
