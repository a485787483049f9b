package com.hexabuilders.onboarding.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ParticipantView;
import com.hexabuilders.onboarding.saga.StateHistory;
import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows a partner's newest campaign permission with its history. */
@Component
class PermissionView implements ParticipantView {

  private final PermissionRows rows;
  private final StateHistory history;

  PermissionView(PermissionRows rows) {
    this.rows = rows;
    this.history = rows.history();
  }

  @Override
  public String section() {
    return "campaign_permission";
  }

  @Override
  public Optional<JsonNode> view(String partnerId) {
    return rows.newest(partnerId)
        .map(
            row ->
                facts(row)
                    .put("status", row.state().name())
                    .put("saga_id", row.sagaId())
                    .set("history", history.of(row.permissionId())));
  }

  /** What others are told of a permission. */
  static ObjectNode facts(PermissionRow row) {
    CampaignLimits limits = row.limits();
    ObjectNode facts =
        JsonNodeFactory.instance
            .objectNode()
            .put("permission_id", row.permissionId())
            .put("max_monthly_budget", plain(limits.monthly()))
            .put("max_daily_budget", plain(limits.daily()))
            .put("max_active_campaigns", limits.campaigns())
            .put("currency", row.currency());
    limits.types().forEach(type -> facts.withArray("types").add(type.name()));
    return facts;
  }

  // 20000.00 and 2E+4 are both written 20000, which every JSON reader reads exactly.
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
