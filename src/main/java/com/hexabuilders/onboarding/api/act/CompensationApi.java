package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.SagaApi;
import com.hexabuilders.onboarding.api.saga.UnknownSagas;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.operator.CompensationReply;
import com.hexabuilders.onboarding.saga.operator.CompensationRequests;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Lets a person undo a saga by REST. */
@Component("compensationApi")
class CompensationApi {

  private static final String DEFAULT_REASON = "Requested by an operator.";
  private static final int MAX_REASON = 500;

  private final CompensationRequests requests;
  private final UnknownSagas unknown;
  private final Clock clock;

  CompensationApi(CompensationRequests requests, UnknownSagas unknown, Clock clock) {
    this.requests = requests;
    this.unknown = unknown;
    this.clock = clock;
  }

  /**
   * Answers POST /sagas/{id}/compensate.
   *
   * @param id a saga_id or partner_id
   * @param body {@code {"reason": "..."}}, or null or blank
   */
  public Reply compensate(String id, String body, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return SagaApi.unknown();
    }
    ActBody sent = ActBody.read(body);
    String reason = sent.text("reason", MAX_REASON);
    return sent.faults().isEmpty()
        ? request(id, reason == null || reason.isBlank() ? DEFAULT_REASON : reason, caller)
        : Problems.invalid(sent.faults());
  }

  private Reply request(String id, String reason, Caller caller) {
    CompensationReply reply = requests.request(id, reason, caller.actor());
    if (reply instanceof CompensationReply.NotFound) {
      return unknown.problem(id);
    }
    if (reply instanceof CompensationReply.Refused refused) {
      return Problems.of(409, refused.sentence());
    }
    CompensationReply.Accepted accepted = (CompensationReply.Accepted) reply;
    return Reply.of(
        202,
        JsonNodeFactory.instance
            .objectNode()
            .put("partner_id", accepted.partnerId())
            .put("saga_id", accepted.sagaId())
            .put("status", "COMPENSATING")
            .put("reason", accepted.reason())
            .put("message", "The steps are being undone in reverse order.")
            .put("timestamp", clock.instant().toString()));
  }
}
