package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.intake.PartnerId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows everything about one saga. */
@Component("sagaApi")
public class SagaApi {

  private final SagaReads sagas;
  private final EventReads events;
  private final UnknownSagas unknown;

  SagaApi(SagaReads sagas, EventReads events, UnknownSagas unknown) {
    this.sagas = sagas;
    this.events = events;
    this.unknown = unknown;
  }

  /** Answers GET /sagas/{id}. */
  public Reply detail(String id, Caller caller) {
    return known(id)
        .flatMap(known -> sagas.find(known, caller.onlyStartedBy()))
        .map(view -> Reply.of(200, SagaJson.detail(view)))
        .orElseGet(() -> missing(id, caller));
  }

  /** Answers GET /sagas/{id}/events. */
  public Reply events(String id, Caller caller) {
    return known(id)
        .flatMap(known -> sagas.sagaId(known, caller.onlyStartedBy()))
        .map(this::eventsOf)
        .orElseGet(() -> missing(id, caller));
  }

  /** 404: no saga and no partner with a saga has this id. */
  public static Reply unknown() {
    return Problems.notFound("There is no saga with this id, and no partner_id that has a saga.");
  }

  private Reply missing(String id, Caller caller) {
    return known(id).map(known -> unknown.problem(known, caller)).orElseGet(SagaApi::unknown);
  }

  private Reply eventsOf(String sagaId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("items").addAll(events.of(sagaId));
    return Reply.of(200, body);
  }

  private static Optional<String> known(String id) {
    return Optional.ofNullable(id).filter(PartnerId::wellFormed);
  }
}
