package com.hexabuilders.onboarding.api.letter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.Reveal;
import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.api.saga.Cursor;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.deadletter.LetterActs;
import com.hexabuilders.onboarding.saga.deadletter.LetterFilter;
import com.hexabuilders.onboarding.saga.deadletter.LetterReply;
import com.hexabuilders.onboarding.saga.operator.Disclosures;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Lists and shows dead letters, replays and discards them one by one. */
@Component("deadLetterApi")
class DeadLetterApi {

  private final LetterReads letters;
  private final LetterActs acts;
  private final Disclosures disclosures;
  private final Clock clock;

  DeadLetterApi(LetterReads letters, LetterActs acts, Disclosures disclosures, Clock clock) {
    this.letters = letters;
    this.acts = acts;
    this.disclosures = disclosures;
    this.clock = clock;
  }

  /**
   * Answers GET /sagas/dead-letters. A parameter that is null or empty does not count.
   *
   * @param cause a whole sentence
   * @param group {@code cause} for one line per kind, cause and queue
   */
  public Reply list(
      String kind,
      String queue,
      String state,
      String cause,
      String group,
      String limit,
      String cursor) {
    LetterQuery asked = new LetterQuery();
    LetterFilter filter = asked.filter("", kind, queue, cause, state);
    boolean grouped = asked.isGrouped(group);
    int most = asked.limit(limit);
    Cursor after = asked.cursor(cursor);
    if (!asked.faults.isEmpty()) {
      return Problems.invalid(asked.faults);
    }
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    if (grouped) {
      items.addAll(letters.groups(filter, most));
      return Reply.of(200, body.putNull("next_cursor"));
    }
    List<LetterRow> page = letters.page(filter, after, most);
    page.stream().limit(most).map(LetterRow::json).forEach(items::add);
    body.put("next_cursor", page.size() > most ? place(page.get(most - 1)) : null);
    return Reply.of(200, body);
  }

  private static String place(LetterRow last) {
    return new Cursor(last.receivedAt(), last.id()).text();
  }

  /**
   * Answers GET /sagas/dead-letters/{letter_id}: masked JSON, or what is wrong with a text that is
   * no JSON.
   *
   * @param reveal why an ADMIN wants to see the text as it came; null: masked
   */
  public Reply detail(String id, String reveal, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return unknown();
    }
    Optional<ObjectNode> letter = letters.find(id, reveal != null);
    if (letter.isEmpty()) {
      return unknown();
    }
    Reply shown = Reply.of(200, letter.get());
    return reveal == null
        ? shown
        : Reveal.refusal(reveal, caller).orElseGet(() -> recorded(id, reveal, caller, shown));
  }

  private Reply recorded(String id, String reason, Caller caller, Reply shown) {
    disclosures.record("dead-letter/" + id, reason, caller.actor());
    return shown;
  }

  /** Answers POST /sagas/dead-letters/{letter_id}/retry. */
  public Reply retry(String id, String body, Caller caller) {
    ActBody sent = ActBody.read(body);
    if (!PartnerId.wellFormed(id)) {
      return unknown();
    }
    if (sent.value("data") != null && !caller.is(Role.ADMIN)) {
      return Problems.of(403, "Only an ADMIN may edit what is sent again; leave data out.");
    }
    return sent.faults().isEmpty()
        ? answer(acts.retry(id, sent.value("data"), caller.actor()))
        : Problems.invalid(sent.faults());
  }

  /** Answers POST /sagas/dead-letters/{letter_id}/discard. */
  public Reply discard(String id, String body, Caller caller) {
    ActBody sent = ActBody.read(body);
    String reason = sent.sentence("reason");
    if (!PartnerId.wellFormed(id)) {
      return unknown();
    }
    return sent.faults().isEmpty()
        ? answer(acts.discard(id, reason, caller.actor()))
        : Problems.invalid(sent.faults());
  }

  private Reply answer(LetterReply reply) {
    if (reply instanceof LetterReply.Replayed replayed) {
      ObjectNode body =
          settled(replayed.letterId(), "REPLAYED")
              .put("saga_id", replayed.sagaId())
              .put("partner_id", replayed.partnerId());
      return Reply.of(202, body).with("Location", "/sagas/" + replayed.sagaId() + "/status");
    }
    if (reply instanceof LetterReply.Discarded discarded) {
      return Reply.of(200, settled(discarded.letterId(), "DISCARDED"));
    }
    if (reply instanceof LetterReply.Refused refused) {
      return Problems.of(409, refused.why());
    }
    return reply instanceof LetterReply.Faulty faulty
        ? Problems.invalid(faulty.faults())
        : unknown();
  }

  private ObjectNode settled(String id, String state) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("state", state)
        .put("timestamp", clock.instant().toString());
  }

  private static Reply unknown() {
    return Problems.notFound("There is no dead letter with this id.");
  }
}
