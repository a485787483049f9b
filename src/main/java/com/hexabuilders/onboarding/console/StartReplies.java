package com.hexabuilders.onboarding.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import com.hexabuilders.onboarding.saga.StartResult;
import java.util.List;
import java.util.regex.Pattern;

/** What a start and a restart are answered alike. */
final class StartReplies {

  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

  private StartReplies() {}

  /** 202, durable. */
  static Reply accepted(StartResult.Accepted accepted, String what) {
    String status = "/sagas/" + accepted.partnerId() + "/status";
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("partner_id", accepted.partnerId())
        .put("saga_id", accepted.sagaId())
        .put("saga_type", "partner_onboarding")
        .put("pattern", "choreography")
        .put("status", "INITIATED")
        .put("correlation_id", accepted.correlationId())
        .put("message", what + "; follow it at " + status + ".")
        .put("timestamp", accepted.createdAt().toString());
    Reply reply = Reply.of(202, body).with("Location", status).with("Retry-After", "1");
    return accepted.replayed() ? reply.with("Idempotent-Replayed", "true") : reply;
  }

  /** 422. */
  static Reply keyReused() {
    return Problems.of(422, "This Idempotency-Key was used before with other content.");
  }

  /** Faults of an Idempotency-Key; null is none given. */
  static List<FieldFault> keyFaults(String key) {
    return key == null || KEY.matcher(key).matches()
        ? List.of()
        : List.of(
            new FieldFault("Idempotency-Key", "Must be 1 to 255 printable ASCII characters."));
  }
}
