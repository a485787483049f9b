package com.hexabuilders.onboarding.recruitment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ParticipantView;
import com.hexabuilders.onboarding.saga.StateHistory;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows a partner's newest recruitment setup with its history. */
@Component
class SetupView implements ParticipantView {

  private final SetupRows rows;
  private final StateHistory history;

  SetupView(SetupRows rows) {
    this.rows = rows;
    this.history = rows.history();
  }

  @Override
  public String section() {
    return "recruitment_setup";
  }

  @Override
  public Optional<JsonNode> view(String partnerId) {
    return rows.newest(partnerId)
        .map(
            row ->
                facts(row)
                    .put("status", row.state().name())
                    .put("saga_id", row.sagaId())
                    .set("history", history.of(row.setupId())));
  }

  /** What others are told of a setup. */
  static ObjectNode facts(SetupRow row) {
    ObjectNode facts =
        JsonNodeFactory.instance
            .objectNode()
            .put("setup_id", row.setupId())
            .put("max_active_jobs", row.maxActiveJobs());
    row.categories().forEach(category -> facts.withArray("categories").add(category.name()));
    row.features().forEach(feature -> facts.withArray("features").add(feature.name()));
    return facts;
  }
}
