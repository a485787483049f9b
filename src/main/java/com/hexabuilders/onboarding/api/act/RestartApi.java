package com.hexabuilders.onboarding.api.act;

import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.IdempotencyKey;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.SagaApi;
import com.hexabuilders.onboarding.api.saga.UnknownSagas;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.operator.RestartReply;
import com.hexabuilders.onboarding.saga.operator.Restarts;
import org.springframework.stereotype.Component;

/** Starts an ended saga again, as a new one. */
@Component("restartApi")
class RestartApi {

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
    ActBody sent = ActBody.read(body);
    if (!sent.faults().isEmpty()) {
      return Problems.invalid(sent.faults());
    }
    IdempotencyKey key = IdempotencyKey.read(idempotencyKey);
    if (!key.faults().isEmpty()) {
      return Problems.invalid(key.faults());
    }
    Restarts.Wish wish =
        new Restarts.Wish(sent.value("partner_data"), correlationHeader, key.value());
    return answer(id, restarts.restart(id, wish, caller.actor()));
  }

  private Reply answer(String id, RestartReply reply) {
    if (reply instanceof RestartReply.Restarted restarted) {
      return StartReplies.accepted(restarted.accepted(), "The onboarding has started again");
    }
    if (reply instanceof RestartReply.Refused refused) {
      return Problems.of(409, refused.why());
    }
    if (reply instanceof RestartReply.Faulty faulty) {
      return Problems.invalid(faulty.faults());
    }
    return reply instanceof RestartReply.KeyReused ? StartReplies.keyReused() : unknown.problem(id);
  }
}
