package com.hexabuilders.onboarding.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.Act;
import com.hexabuilders.onboarding.saga.ActReply;
import com.hexabuilders.onboarding.saga.PartnerActs;
import org.springframework.stereotype.Component;

/** Lets people suspend, reinstate and erase partners. */
@Component("partnerActApi")
class PartnerActApi {

  private final PartnerActs partners;
  private final SagaReads sagas;

  PartnerActApi(PartnerActs partners, SagaReads sagas) {
    this.partners = partners;
    this.sagas = sagas;
  }

  private interface Verb {
    ActReply act(String partnerId, String reason, Act.Actor by);
  }

  /** Answers POST /partners/{partner_id}/suspend. Body: {@code reason}. */
  public Reply suspend(String id, String body, Caller caller) {
    return act(id, body, caller, partners::suspend);
  }

  /** Answers POST /partners/{partner_id}/reinstate. Body: {@code reason}. */
  public Reply reinstate(String id, String body, Caller caller) {
    return act(id, body, caller, partners::reinstate);
  }

  /** Answers DELETE /partners/{partner_id}/personal-data. Body: {@code reason}. */
  public Reply erase(String id, String body, Caller caller) {
    return act(id, body, caller, partners::erase);
  }

  private Reply act(String id, String body, Caller caller, Verb verb) {
    if (!PartnerId.wellFormed(id)) {
      return PartnerApi.unknown();
    }
    Sent sent = Sent.read(body);
    String reason = sent.sentence("reason");
    if (!sent.faults().isEmpty()) {
      return Problems.invalid(sent.faults());
    }
    String partnerId = sagas.partnerId(id);
    ActReply reply = verb.act(partnerId, reason, caller.actor());
    if (reply instanceof ActReply.PartnerErased) {
      return erased(partnerId);
    }
    return reply instanceof ActReply.PartnerChanged changed
        ? Reply.of(
            200,
            JsonNodeFactory.instance
                .objectNode()
                .put("partner_id", partnerId)
                .put("state", changed.state())
                .put("reason", reason))
        : ActProblems.of(reply);
  }

  private static Reply erased(String partnerId) {
    return Reply.of(
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("partner_id", partnerId)
            .put("personal_data", "ERASED")
            .put("message", "What the partner said of itself is erased; ids and states stay."));
  }
}
