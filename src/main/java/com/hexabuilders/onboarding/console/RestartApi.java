package com.hexabuilders.onboarding.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.RestartReply;
import com.hexabuilders.onboarding.saga.Restarts;
import com.hexabuilders.onboarding.saga.StartResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Starts an ended saga again, as a new one. */
@Component("restartApi")
class RestartApi {

  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

  private final Restarts restarts;
  private final UnknownSagas unknown;

  RestartApi(Restarts restarts, UnknownSagas unknown) {
    this.restarts = restarts;
    this.unknown = unknown;
  }

  /**
   * Answers POST /sagas/{saga_id}/restart.
   *
   * @param id a saga_id or partner_id
   * @param body {@code partner_data} with the fields to replace, or nothing
   * @param correlationHeader the caller's X-Correlation-ID, or null for the ended saga's
   * @param idempotencyKey the caller's Idempotency-Key, or null
   */
  public Reply restart(
      String id, String body, String correlationHeader, String idempotencyKey, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return SagaApi.unknown();
    }
    Sent sent = Sent.read(body);
    if (!sent.faults().isEmpty()) {
      return Problems.invalid(sent.faults());
    }
    if (idempotencyKey != null && !KEY.matcher(idempotencyKey).matches()) {
      return Problems.invalid("Idempotency-Key", "Must be 1 to 255 printable ASCII characters.");
    }
    Restarts.Wish wish =
        new Restarts.Wish(sent.value("partner_data"), correlationHeader, idempotencyKey);
    return answer(id, restarts.restart(id, wish, caller.actor()));
  }

  private Reply answer(String id, RestartReply reply) {
    if (reply instanceof RestartReply.Restarted restarted) {
      return accepted(restarted.accepted());
    }
    if (reply instanceof RestartReply.Refused refused) {
      return Problems.of(409, refused.why());
    }
    if (reply instanceof RestartReply.Faulty faulty) {
      return Problems.invalid(faulty.faults());
    }
    return reply instanceof RestartReply.KeyReused
        ? Problems.of(422, "This Idempotency-Key was used before with other content.")
        : unknown.problem(id);
  }

  private static Reply accepted(StartResult.Accepted accepted) {
    String status = "/sagas/" + accepted.partnerId() + "/status";
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("partner_id", accepted.partnerId())
        .put("saga_id", accepted.sagaId())
        .put("saga_type", "partner_onboarding")
        .put("pattern", "choreography")
        .put("status", "INITIATED")
        .put("correlation_id", accepted.correlationId())
        .put("message", "The onboarding has started again; follow it at " + status + ".")
        .put("timestamp", accepted.createdAt().toString());
    Reply reply = Reply.of(202, body).with("Location", status).with("Retry-After", "1");
    return accepted.replayed() ? reply.with("Idempotent-Replayed", "true") : reply;
  }
}
