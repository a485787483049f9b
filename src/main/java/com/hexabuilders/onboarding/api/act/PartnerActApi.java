package com.hexabuilders.onboarding.api.act;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.ActBody;
import com.hexabuilders.onboarding.api.ActProblems;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.saga.PartnerApi;
import com.hexabuilders.onboarding.api.saga.SagaReads;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.operator.ActReply;
import com.hexabuilders.onboarding.saga.operator.PartnerActs;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Lets people suspend, reinstate and erase partners. */
@Component("partnerActApi")
class PartnerActApi {

  private static final int MOST_NAMED = 20;
  private static final int MOST_LETTERS = 1_000;
  private static final String ERASED =
      "What the partner said of itself is erased; ids and states stay.";
  private static final String UNJUDGED =
      " Some dead letters may be about the partner and are unchanged: look at them by their ids,"
          + " and name in 'letters' those to erase with it.";

  private final PartnerActs partners;
  private final SagaReads sagas;

  PartnerActApi(PartnerActs partners, SagaReads sagas) {
    this.partners = partners;
    this.sagas = sagas;
  }

  private interface Verb {
    ActReply act(String partnerId, String reason, AuditEntry.Actor by);
  }

  /** Answers POST /partners/{partner_id}/suspend. Body: {@code reason}. */
  public Reply suspend(String id, String body, Caller caller) {
    return act(id, ActBody.read(body), caller, partners::suspend);
  }

  /** Answers POST /partners/{partner_id}/reinstate. Body: {@code reason}. */
  public Reply reinstate(String id, String body, Caller caller) {
    return act(id, ActBody.read(body), caller, partners::reinstate);
  }

  /**
   * Answers DELETE /partners/{partner_id}/personal-data. Body: {@code reason}, and {@code letters}:
   * ids of dead letters that are about the partner.
   */
  public Reply erase(String id, String body, Caller caller) {
    ActBody sent = ActBody.read(body);
    Set<String> letters = sent.ids("letters", MOST_LETTERS);
    return act(
        id, sent, caller, (partner, reason, by) -> partners.erase(partner, letters, reason, by));
  }

  private Reply act(String id, ActBody sent, Caller caller, Verb verb) {
    if (!PartnerId.wellFormed(id)) {
      return PartnerApi.unknown();
    }
    String reason = sent.sentence("reason");
    if (!sent.faults().isEmpty()) {
      return Problems.invalid(sent.faults());
    }
    String partnerId = sagas.partnerId(id);
    ActReply reply = verb.act(partnerId, reason, caller.actor());
    if (reply instanceof ActReply.PartnerErased erased) {
      return erased(partnerId, erased.unjudged());
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

  private static Reply erased(String partnerId, List<String> unjudged) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("partner_id", partnerId)
            .put("personal_data", "ERASED")
            .put("unjudged_letters", unjudged.size());
    unjudged.stream().limit(MOST_NAMED).forEach(json.putArray("unjudged_letter_ids")::add);
    return Reply.of(200, json.put("message", unjudged.isEmpty() ? ERASED : ERASED + UNJUDGED));
  }
}
