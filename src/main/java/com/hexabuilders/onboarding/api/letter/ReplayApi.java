package com.hexabuilders.onboarding.api.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.deadletter.LetterFilter;
import com.hexabuilders.onboarding.saga.deadletter.ReplayBatches;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Replays many dead letters, and shows how far that is. */
@Component("replayApi")
class ReplayApi {

  /** An unknown name in a filter is refused: it would mean more letters than its sender does. */
  private static final List<String> NAMES = List.of("kind", "queue", "cause", "state");

  private final ReplayBatches batches;
  private final BatchReads reads;

  ReplayApi(ReplayBatches batches, BatchReads reads) {
    this.batches = batches;
    this.reads = reads;
  }

  /**
   * Answers POST /sagas/dead-letters/retry.
   *
   * @param body {@code ids}, or {@code filter} (an empty one means all that are OPEN), and {@code
   *     rate_per_second}
   */
  public Reply begin(String body, Caller caller) {
    ActBody sent = ActBody.read(body);
    int rate = sent.number("rate_per_second", ReplayBatches.USUAL_RATE, ReplayBatches.FASTEST);
    JsonNode ids = sent.value("ids");
    JsonNode filter = sent.value("filter");
    if (sent.faults().isEmpty() && (ids == null) == (filter == null)) {
      sent.faults().add(new FieldFault("ids", "Send either ids or filter."));
    }
    List<String> chosen = ids == null ? List.of() : ids(ids, sent.faults());
    LetterFilter matching = filter == null ? null : filter(filter, sent.faults());
    if (!sent.faults().isEmpty()) {
      return Problems.invalid(sent.faults());
    }
    return begun(
        matching == null
            ? batches.of(chosen, rate, caller.actor())
            : batches.matching(matching, rate, caller.actor()),
        rate);
  }

  private static Reply begun(ReplayBatches.Begun begun, int rate) {
    return Reply.of(
            202,
            JsonNodeFactory.instance
                .objectNode()
                .put("batch_id", begun.batchId())
                .put("state", begun.total() == 0 ? "DONE" : "RUNNING")
                .put("total", begun.total())
                .put("left_out", begun.leftOut())
                .put("rate_per_second", rate))
        .with("Location", "/sagas/batches/" + begun.batchId())
        .with("Retry-After", "1");
  }

  /** Answers GET /sagas/batches/{batch_id}. */
  public Reply batch(String id) {
    return PartnerId.wellFormed(id)
        ? reads.find(id).map(found -> Reply.of(200, found)).orElseGet(ReplayApi::unknown)
        : unknown();
  }

  private static Reply unknown() {
    return Problems.notFound("There is no batch with this id.");
  }

  private static List<String> ids(JsonNode ids, List<FieldFault> faults) {
    List<String> chosen = new ArrayList<>();
    if (!ids.isArray() || ids.isEmpty() || ids.size() > ReplayBatches.MOST) {
      faults.add(new FieldFault("ids", "Must be a list of 1 to " + ReplayBatches.MOST + " ids."));
      return chosen;
    }
    for (JsonNode id : ids) {
      if (!id.isTextual()
          || !PartnerId.wellFormed(id.textValue())
          || id.textValue().length() > 36) {
        faults.add(new FieldFault("ids[" + chosen.size() + "]", "Is not the id of a dead letter."));
        return chosen;
      }
      chosen.add(id.textValue());
    }
    return chosen;
  }

  private static LetterFilter filter(JsonNode filter, List<FieldFault> faults) {
    if (!filter.isObject()) {
      faults.add(new FieldFault("filter", "Must be an object."));
      return null;
    }
    refuseUnknown(filter, faults);
    for (String name : NAMES) {
      if (filter.hasNonNull(name) && !filter.get(name).isTextual()) {
        faults.add(new FieldFault("filter." + name, "Must be a string."));
      }
    }
    LetterQuery asked = new LetterQuery();
    LetterFilter read =
        asked.filter(
            "filter.",
            filter.path("kind").textValue(),
            filter.path("queue").textValue(),
            filter.path("cause").textValue(),
            filter.hasNonNull("state") ? filter.path("state").textValue() : "OPEN");
    faults.addAll(asked.faults);
    return read;
  }

  private static void refuseUnknown(JsonNode filter, List<FieldFault> faults) {
    for (Iterator<String> names = filter.fieldNames(); names.hasNext(); ) {
      if (!NAMES.contains(names.next())) {
        faults.add(new FieldFault("filter", "Knows only " + String.join(", ", NAMES) + "."));
      }
    }
  }
}
