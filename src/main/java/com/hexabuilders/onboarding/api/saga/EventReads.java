package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the log of one saga. */
@Repository
class EventReads {

  private final JdbcClient jdbc;

  EventReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The whole log of a saga as events, each with its place in the log, in log order. */
  List<ObjectNode> of(String sagaId) {
    String sql =
        """
        select seq, step_name, attempt, actor, body from saga_log
        where saga_id = :saga order by seq
        """;
    return jdbc.sql(sql).param("saga", sagaId).query((row, n) -> event(row)).list();
  }

  private static ObjectNode event(ResultSet row) throws SQLException {
    ObjectNode event = (ObjectNode) SagaJson.tree(row.getString("body"));
    return event
        .put("seq", row.getInt("seq"))
        .put("step", row.getString("step_name"))
        .put("attempt", row.getObject("attempt", Integer.class))
        .put("actor", row.getString("actor"));
  }
}
