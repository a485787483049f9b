package com.hexabuilders.onboarding.recruitment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table {@code recruitment_setup_history}: every change of a setup's state, oldest first. */
@Repository
class SetupHistory {

  private final JdbcTemplate jdbc;

  SetupHistory(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<SetupChange> changes, OffsetDateTime now) {
    String sql =
        """
        insert into recruitment_setup_history (setup_id, saga_id, from_state, to_state, reason, changed_at)
        values (?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, changes.stream().map(change -> values(change, now)).toList());
  }

  ArrayNode of(String setupId) {
    String sql =
        """
        select from_state, to_state, saga_id, reason, changed_at
          from recruitment_setup_history where setup_id = ? order by id
        """;
    return JsonNodeFactory.instance
        .arrayNode()
        .addAll(jdbc.query(sql, (row, n) -> read(row), setupId));
  }

  private static Object[] values(SetupChange change, OffsetDateTime now) {
    return new Object[] {
      change.setupId(),
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
