package com.hexabuilders.onboarding.partners;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code partner_history}: every change of a partner's state, oldest first. */
@Repository
class PartnerHistory {

  private final JdbcTemplate jdbc;

  PartnerHistory(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<PartnerChange> changes, OffsetDateTime now) {
    String sql =
        """
        insert into partner_history (partner_id, saga_id, from_state, to_state, reason, changed_at)
        values (?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, changes.stream().map(change -> values(change, now)).toList());
  }

  ArrayNode of(String partnerId) {
    String sql =
        """
        select from_state, to_state, saga_id, reason, changed_at
          from partner_history where partner_id = ? order by id
        """;
    return JsonNodeFactory.instance
        .arrayNode()
        .addAll(jdbc.query(sql, (row, n) -> read(row), partnerId));
  }

  private static Object[] values(PartnerChange change, OffsetDateTime now) {
    return new Object[] {
      change.partnerId(),
      change.sagaId(),
      change.from() == null ? null : change.from().name(),
      change.to().name(),
      change.reason(),
      now
    };
  }

  private static ObjectNode read(ResultSet row) throws SQLException {
    return JsonNodeFactory.instance
        .objectNode()
        .put("from", row.getString("from_state"))
        .put("to", row.getString("to_state"))
        .put("saga_id", row.getString("saga_id"))
        .put("reason", row.getString("reason"))
        .put("at", row.getObject("changed_at", OffsetDateTime.class).toInstant().toString());
  }
}
