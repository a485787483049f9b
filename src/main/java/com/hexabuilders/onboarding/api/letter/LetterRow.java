package com.hexabuilders.onboarding.api.letter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.saga.SagaJson;
import com.hexabuilders.onboarding.saga.ColumnValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** One dead letter, as lists show it. */
record LetterRow(String id, Instant receivedAt, ObjectNode json) {

  /** Columns {@link #read} needs. */
  static final String COLUMNS =
      "id, kind, cause, errors, queue, attempts, saga_id, partner_id, received_at, state";

  static LetterRow read(ResultSet row) throws SQLException {
    Instant receivedAt = ColumnValues.instant(row, "received_at");
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", row.getString("id"))
        .put("kind", row.getString("kind"))
        .put("cause", row.getString("cause"));
    json.set("errors", SagaJson.tree(row.getString("errors")));
    json.put("queue", row.getString("queue"))
        .put("attempts", row.getInt("attempts"))
        .put("saga_id", row.getString("saga_id"))
        .put("partner_id", row.getString("partner_id"))
        .put("received_at", receivedAt.toString())
        .put("state", row.getString("state"));
    return new LetterRow(row.getString("id"), receivedAt, json);
  }
}
