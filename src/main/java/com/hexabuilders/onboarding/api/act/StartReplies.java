package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.start.StartResult;

/** What a start and a restart are answered alike. */
final class StartReplies {

  private StartReplies() {}

  /** 202, durable. */
  static Reply accepted(StartResult.Accepted accepted, String what) {
    String status = "/sagas/" + accepted.partnerId() + "/status";
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("partner_id", accepted.partnerId())
        .put("saga_id", accepted.sagaId())
        .put("saga_type", SagaType.ONBOARDING.name())
        .put("pattern", "choreography")
        .put("status", "INITIATED")
        .put("correlation_id", accepted.correlationId())
        .put("message", what + "; follow it at " + status + ".")
        .put("timestamp", accepted.createdAt().toString());
    Reply reply = Reply.of(202, body).with("Location", status).with("Retry-After", "1");
    return accepted.replayed() ? reply.with("Idempotent-Replayed", "true") : reply;
  }

  /**
   * 202 for a copy of a start that was another caller's: its saga's ids are not told.
   *
   * @param correlationId of the copy
   */
  static Reply othersSaga(StartResult.Accepted accepted, String correlationId) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("partner_id", accepted.partnerId())
        .put("saga_type", SagaType.ONBOARDING.name())
        .put("pattern", "choreography")
        .put("status", "INITIATED")
        .put("correlation_id", correlationId)
        .put("message", "An equal start of another caller came first; only that one can follow it.")
        .put("timestamp", accepted.createdAt().toString());
    return Reply.of(202, body).with("Idempotent-Replayed", "true");
  }

  /** 422. */
  static Reply keyReused() {
    return Problems.of(422, "This Idempotency-Key was used before with other content.");
  }
}
