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
  private final boolean full;

  /**
   * @param full whether the caller may see what concerns others: who stopped a service and why, and
   *     how much waits
   */
  Findings(Situation now, Words words, boolean full) {
    this.now = now;
    this.words = words;
    this.full = full;
  }

  /** The values that replace words of a sentence. */
  Map<String, String> words() {
    SagaRow saga = now.saga();
    StepRow step = now.step();
    Map<String, String> values = new HashMap<>();
    values.put("partner", saga.partnerId());
    String name = words.step(saga.isFinal() ? saga.failure().step() : saga.currentStep());
    values.put("step", name);
    values.put("work", now.isUndone() ? words.undo(name) : name);
    values.put("reason", reason());
    values.put("error", now.isUndone() ? saga.compensation().error() : null);
    if (step != null && step.error() != null) {
      values.put("error", step.error());
    }
    if (now.participant() != null) {
      values.put("participant", now.participant().name());
      values.put("by", now.participant().by());
    }
    values.put("waited", Words.time(now.waited()));
    values.put("normal", now.normal() == null ? null : Words.time(Duration.ofMillis(now.normal())));
    values.put("depth", now.state() == null ? null : Long.toString(now.state().messages()));
    Map.Entry<String, Instant> next = nextAct();
    values.put("then", next == null ? "" : words.then(next.getKey(), second(next.getValue())));
    Instant retry = saga.times().retry();
    values.put("retry", retry == null ? null : second(retry));
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

  /** What the caller may do about it. */
  ArrayNode verbs(Cause cause) {
    ArrayNode verbs = JsonNodeFactory.instance.arrayNode();
    cause.verbs().stream()
        .filter(verb -> full && !(now.isUndone() && verb.equals("compensate")))
        .forEach(verbs::add);
    return verbs;
  }

  /** The facts that the sentence rests on; none for a caller who sees only its own sagas. */
  ArrayNode evidence() {
    ArrayNode facts = JsonNodeFactory.instance.arrayNode();
    if (!full) {
      return facts;
    }
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
