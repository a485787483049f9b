package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.Caller;
import com.hexabuilders.onboarding.api.Problems;
import com.hexabuilders.onboarding.api.Reply;
import com.hexabuilders.onboarding.api.Reveal;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.ParticipantView;
import com.hexabuilders.onboarding.saga.operator.Disclosures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/** Shows a partner as all participants see it now, to those it concerns. */
@Component("partnerApi")
public class PartnerApi {

  static final String OWN_SECTION = "partner";

  private final List<ParticipantView> participants;
  private final SagaReads sagas;
  private final Disclosures disclosures;

  PartnerApi(List<ParticipantView> participants, SagaReads sagas, Disclosures disclosures) {
    this.participants = List.copyOf(participants);
    this.sagas = sagas;
    this.disclosures = disclosures;
  }

  /**
   * Answers GET /partners/{partner_id}. A caller that follows only its own sagas sees what these
   * have made of a partner. It sees nothing of a partner whose state another caller's saga has
   * made.
   *
   * @param reveal why an ADMIN wants to see personal data unmasked; null: masked
   */
  public Reply partner(String id, String reveal, Caller caller) {
    if (!PartnerId.wellFormed(id)) {
      return unknown();
    }
    String partnerId = sagas.partnerId(id);
    if (reveal == null) {
      return assembled(partnerId, ParticipantView::view, caller.onlyStartedBy());
    }
    return Reveal.refusal(reveal, caller).orElseGet(() -> revealed(partnerId, reveal, caller));
  }

  private Reply revealed(String partnerId, String reason, Caller caller) {
    disclosures.record("partner/" + partnerId, reason, caller.actor());
    return assembled(partnerId, ParticipantView::revealed, null);
  }

  private Reply assembled(
      String partnerId,
      BiFunction<ParticipantView, String, Optional<JsonNode>> view,
      String onlyStartedBy) {
    Map<String, JsonNode> sections = new LinkedHashMap<>();
    for (ParticipantView participant : participants) {
      view.apply(participant, partnerId)
          .ifPresent(section -> sections.put(participant.section(), section));
    }
    if (onlyStartedBy != null) {
      new OwnSections(sections).keep(ids -> sagas.startedBy(onlyStartedBy, ids));
    }
    return sections.isEmpty() ? unknown() : Reply.of(200, assemble(partnerId, sections));
  }

  /** 404: no participant knows the partner. */
  public static Reply unknown() {
    return Problems.notFound("There is no partner with this id.");
  }

  private static ObjectNode assemble(String partnerId, Map<String, JsonNode> sections) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("partner_id", partnerId);
    if (sections.remove(OWN_SECTION) instanceof ObjectNode own) {
      body.setAll(own);
    }
    body.setAll(sections);
    return body;
  }
}
