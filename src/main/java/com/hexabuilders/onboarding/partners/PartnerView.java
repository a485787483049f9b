package com.hexabuilders.onboarding.partners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ParticipantView;
import com.hexabuilders.onboarding.saga.StateHistory;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows a partner and its history; name, e-mail, telephone and address are masked. */
@Component
class PartnerView implements ParticipantView {

  private static final List<String> PERSONAL =
      List.of("nombre", "email", "telefono", "direccion", "ciudad", "pais");

  private final PartnerRows rows;
  private final StateHistory history;

  PartnerView(PartnerRows rows) {
    this.rows = rows;
    this.history = rows.history();
  }

  @Override
  public String section() {
    return "partner";
  }

  @Override
  public Optional<JsonNode> view(String partnerId) {
    return rows.find(partnerId)
        .map(partner -> shown(partner).set("history", history.of(partnerId)));
  }

  private static ObjectNode shown(PartnerFile partner) {
    ObjectNode json = masked(partner);
    if (partner.erasedAt() != null) {
      PERSONAL.forEach(json::putNull);
      json.put("personal_data", "ERASED").put("erased_at", partner.erasedAt().toString());
    }
    return json;
  }

  @Override
  public Optional<JsonNode> revealed(String partnerId) {
    return rows.find(partnerId)
        .map(partner -> revealed(partner).set("history", history.of(partnerId)));
  }

  private static ObjectNode revealed(PartnerFile partner) {
    PartnerDetails details = partner.details();
    return masked(partner)
        .put("nombre", details.nombre())
        .put("email", details.email())
        .put("telefono", details.telefono())
        .put("direccion", details.direccion())
        .put("ciudad", details.ciudad());
  }

  private static ObjectNode masked(PartnerFile partner) {
    PartnerDetails details = partner.details();
    return JsonNodeFactory.instance
        .objectNode()
        .put("partner_id", partner.row().partnerId())
        .put("nombre", Mask.text(details.nombre()))
        .put("email", Mask.email(details.email()))
        .put("telefono", Mask.telephone(details.telefono()))
        .put("direccion", Mask.text(details.direccion()))
        .put("ciudad", Mask.text(details.ciudad()))
        .put("pais", details.pais())
        .put("tipo_partner", details.tipo())
        .put("state", partner.row().state().name())
        .put("saga_id", partner.row().sagaId())
        .put("created_at", partner.createdAt().toString())
        .put("updated_at", partner.updatedAt().toString());
  }
}
