package com.hexabuilders.onboarding.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.intake.PartnerId;
import com.hexabuilders.onboarding.saga.ParticipantView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Shows a partner as all participants see it now. */
@Component("partnerApi")
class PartnerApi {

  private static final String OWN_SECTION = "partner";

  private final List<ParticipantView> participants;
  private final SagaReads sagas;

  PartnerApi(List<ParticipantView> participants, SagaReads sagas) {
    this.participants = List.copyOf(participants);
    this.sagas = sagas;
  }

  /** Answers GET /partners/{partner_id}. */
  public Reply partner(String id) {
    if (!PartnerId.wellFormed(id)) {
      return unknown();
    }
    String partnerId = sagas.partnerId(id);
    Map<String, JsonNode> sections = new LinkedHashMap<>();
    for (ParticipantView participant : participants) {
      participant
          .view(partnerId)
          .ifPresent(section -> sections.put(participant.section(), section));
    }
    return sections.isEmpty() ? unknown() : Reply.of(200, assemble(partnerId, sections));
  }

  /** 404: no participant knows the partner. */
  static Reply unknown() {
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
