package com.hexabuilders.onboarding.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.stereotype.Repository;

/**
 * The table {@code document_history}: every change of a package and its documents, oldest first.
 */
@Repository
class DocumentHistory {

  private final JdbcTemplate jdbc;

  DocumentHistory(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void add(List<DocumentChange> changes, OffsetDateTime now) {
    String sql =
        """
        insert into document_history
               (package_id, entry, saga_id, from_state, to_state, reason, changed_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """;
    jdbc.batchUpdate(sql, changes.stream().map(change -> values(change, now)).toList());
  }

  ArrayNode of(String packageId) {
    String sql =
        """
        select entry, from_state, to_state, saga_id, reason, changed_at
          from document_history where package_id = ? order by id
        """;
    return JsonNodeFactory.instance
        .arrayNode()
        .addAll(jdbc.query(sql, (row, n) -> read(row), packageId));
  }

  /** Its nulls have types, or PostgreSQL would plan each batch with nulls elsewhere anew. */
  private static Object[] values(DocumentChange change, OffsetDateTime now) {
    return new Object[] {
      change.packageId(),
      new SqlParameterValue(Types.INTEGER, change.entry()),
      change.sagaId(),
      new SqlParameterValue(Types.VARCHAR, change.from()),
      change.to(),
      change.reason(),
      now
    };
  }

  private static ObjectNode read(ResultSet row) throws SQLException {
    return JsonNodeFactory.instance
        .objectNode()
        .put("document", row.getObject("entry", Integer.class))
        .put("from", row.getString("from_state"))
        .put("to", row.getString("to_state"))
        .put("saga_id", row.getString("saga_id"))
        .put("reason", row.getString("reason"))
        .put("at", row.getObject("changed_at", OffsetDateTime.class).toInstant().toString());
  }
}
