package com.hexabuilders.onboarding.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ParticipantView;
import com.hexabuilders.onboarding.saga.StateHistory;
import java.math.BigDecimal;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shows a partner's contract: the live one, else the newest, with its history. */
@Component
class ContractView implements ParticipantView {

  private final ContractRows rows;
  private final StateHistory history;

  ContractView(ContractRows rows) {
    this.rows = rows;
    this.history = rows.history();
  }

  @Override
  public String section() {
    return "contract";
  }

  @Override
  public Optional<JsonNode> view(String partnerId) {
    return rows.present(partnerId)
        .map(
            row ->
                facts(row)
                    .put("saga_id", row.sagaId())
                    .set("history", history.of(row.contractId())));
  }

  /** What others are told of a contract. */
  static ObjectNode facts(ContractRow row) {
    ContractTerms terms = row.terms();
    return JsonNodeFactory.instance
        .objectNode()
        .put("contract_id", row.contractId())
        .put("contract_type", terms.type().name())
        .put("contract_status", row.state().name())
        .put("commission_rate", plain(terms.commissionRate()))
        .put("valid_from", terms.validFrom().toString())
        .put("valid_to", terms.validTo().toString());
  }

  // 15.00 and 1.5E+1 are both written 15, which every JSON reader reads exactly.
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
