package com.hexabuilders.onboarding.api.why;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.saga.SagaRow;
import com.hexabuilders.onboarding.api.saga.StepRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What was found about one saga, as values of a sentence and as JSON. */
final class Findings {

  private final Situation now;
  private final Words words;

  Findings(Situation now, Words words) {
    this.now = now;
    this.words = words;
  }

  /** The values that replace words of a sentence. */
  Map<String, String> words() {
    SagaRow saga = now.saga();
    StepRow step = now.step();
    Map<String, String> values = new HashMap<>();
    values.put("partner", saga.partnerId());
    values.put("step", words.step(saga.isFinal() ? saga.failure().step() : saga.currentStep()));
    values.put("reason", reason());
    values.put("error", now.isUndone() ? saga.compensation().error() : null);
    if (step != null && step.error() != null) {
      values.put("error", step.error());
    }
    if (now.participant() != null) {
      values.put("participant", now.participant().name());
      values.put("by", now.participant().by());
    }
    values.put("waited", Words.time(Duration.between(now.sent(), now.at())));
    values.put("normal", now.normal() == null ? null : Words.time(Duration.ofMillis(now.normal())));
    values.put("depth", now.state() == null ? null : Long.toString(now.state().messages()));
    Map.Entry<String, Instant> next = nextAct();
    values.put("next", next == null ? null : second(next.getValue()));
    return values;
  }

  private String reason() {
    SagaRow saga = now.saga();
    if (now.participant() != null && !now.participant().enabled()) {
      return now.participant().reason();
    }
    return saga.failure().reason() == null ? saga.compensation().reason() : saga.failure().reason();
  }

  /** Where the message is that the saga waits for. */
  ObjectNode message(Cause cause) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("state", state(cause)).put("queue", now.queue());
    return json.put("depth", now.state() == null ? null : Long.valueOf(now.state().messages()));
  }

  private String state(Cause cause) {
    return switch (cause) {
      case COMPLETED, FAILED, COMPENSATED, REVIEW, SUSPENDED, UNDO_FAILED, RETRY, UNDO_RETRY ->
          "none";
      case LOST -> "lost";
      case BACKLOG, NO_READER, DISABLED -> "queued";
      case SLOW -> "in_hand";
      default -> now.state() == null ? "unknown" : now.state().inHand() > 0 ? "in_hand" : "queued";
    };
  }

  /** What happens by itself next, and when; null if nothing does. */
  ObjectNode next() {
    Map.Entry<String, Instant> next = nextAct();
    return next == null
        ? null
        : JsonNodeFactory.instance
            .objectNode()
            .put("what", next.getKey())
            .put("at", next.getValue().toString());
  }

  private Map.Entry<String, Instant> nextAct() {
    SagaRow.Times times = now.saga().times();
    Map<String, Instant> acts = new LinkedHashMap<>();
    acts.put("retry", times.retry());
    acts.put(now.saga().waiting() ? "reminder" : "resend", times.resend());
    acts.put("timeout", times.deadline());
    acts.values().removeIf(Objects::isNull);
    return now.saga().isFinal()
        ? null
        : acts.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
  }

  private static String second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The facts that the sentence rests on. */
  ArrayNode evidence() {
    ArrayNode facts = JsonNodeFactory.instance.arrayNode();
    StepRow step = now.step();
    if (step != null) {
      fact(facts, "step.status", step.status());
      fact(facts, "step.attempts", step.attempts());
      fact(facts, "step.error", step.error());
    }
    now.health().forEach((component, healthy) -> fact(facts, "health." + component, healthy));
    if (now.participant() != null) {
      fact(facts, "participant.enabled", now.participant().enabled());
    }
    if (now.state() != null) {
      fact(facts, "queue.messages", now.state().messages());
      fact(facts, "queue.in_hand", now.state().inHand());
      fact(facts, "queue.readers", now.state().readers());
    }
    now.letters().forEach(letter -> fact(facts, "dead_letter", letter));
    fact(facts, "queue.reached", now.reached());
    fact(facts, "event.sent", now.saga().isFinal() ? null : now.sent());
    fact(facts, "event.resends", now.saga().resends());
    return facts;
  }

  private static void fact(ArrayNode facts, String name, Object value) {
    if (value != null) {
      facts.addObject().put("name", name).put("value", value.toString());
    }
  }
}
