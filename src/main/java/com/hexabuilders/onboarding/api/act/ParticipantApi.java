package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.Participation;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows the participants, and lets people stop their forward work and let it go on. */
@Component("participantApi")
class ParticipantApi {

  private static final int MAX_REASON = 500;

  private final Participation participants;

  ParticipantApi(Participation participants) {
    this.participants = participants;
  }

  /** Answers GET /participants. */
  public Reply list() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    participants.all().forEach(participant -> items.add(json(participant)));
    return Reply.of(200, body);
  }

  /** Answers POST /participants/{name}/disable. Body: {@code reason}. */
  public Reply disable(String name, String body, Caller caller) {
    ActBody sent = ActBody.read(body);
    return change(name, false, sent, sent.sentence("reason"), caller);
  }

  /** Answers POST /participants/{name}/enable. Body: {@code reason}, may be empty. */
  public Reply enable(String name, String body, Caller caller) {
    ActBody sent = ActBody.read(body);
    return change(name, true, sent, sent.text("reason", MAX_REASON), caller);
  }

  private Reply change(String name, boolean enabled, ActBody sent, String reason, Caller caller) {
    if (!sent.faults().isEmpty()) {
      return Problems.invalid(sent.faults());
    }
    return participants
        .change(name, enabled, reason, caller.actor())
        .map(state -> Reply.of(200, json(state)))
        .orElseGet(this::unknown);
  }

  private Reply unknown() {
    String known =
        participants.all().stream()
            .map(Participation.State::name)
            .collect(Collectors.joining(", "));
    return Problems.notFound("There is no such participant; the participants are " + known + ".");
  }

  private static ObjectNode json(Participation.State participant) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", participant.name());
    participant.steps().forEach(json.putArray("steps")::add);
    return json.put("enabled", participant.enabled())
        .put("reason", participant.reason())
        .put("since", participant.since() == null ? null : participant.since().toString())
        .put("by", participant.by());
  }
}
