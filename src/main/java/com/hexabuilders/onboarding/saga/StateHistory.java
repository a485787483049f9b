package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A participant's table with every change of the states it keeps, oldest first. It runs in the
 * caller's transaction.
 */
public final class StateHistory {

  private static final String INSERT =
      """
      insert into %s (%s, saga_id, from_state, to_state, reason, changed_at)
      values (?, ?, ?, ?, ?, ?)
      """;

  private static final String SELECT =
      """
      select from_state, to_state, saga_id, reason, changed_at
        from %s where %s = ? order by id
      """;

  private final JdbcTemplate jdbc;
  private final String insert;
  private final String select;

  /**
   * A history in this table.
   *
   * @param key the column with the id of what changes
   */
  public StateHistory(JdbcTemplate jdbc, String table, String key) {
    this.jdbc = jdbc;
    this.insert = String.format(Locale.ROOT, INSERT, table, key);
    this.select = String.format(Locale.ROOT, SELECT, table, key);
  }

  public void add(List<StateChange> changes, OffsetDateTime now) {
    jdbc.batchUpdate(insert, changes.stream().map(change -> values(change, now)).toList());
  }

  /** Returns the changes of one as JSON: {@code from}, {@code to}, saga, reason and time. */
  public ArrayNode of(String id) {
    return JsonNodeFactory.instance
        .arrayNode()
        .addAll(jdbc.query(select, (row, n) -> read(row), id));
  }

  private static Object[] values(StateChange change, OffsetDateTime now) {
    return new Object[] {
      change.id(),
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
