package com.hexabuilders.onboarding.api.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the logs of sagas. */
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

  /** So many entries of a saga's log after this one, in log order. */
  List<ObjectNode> of(String sagaId, int after, int limit) {
    String sql =
        """
        select seq, step_name, attempt, actor, body from saga_log
        where saga_id = :saga and seq > :after and seq <= :last order by seq
        """;
    return jdbc.sql(sql)
        .param("saga", sagaId)
        .param("after", after)
        .param("last", after + limit)
        .query((row, n) -> event(row))
        .list();
  }

  /** The logs of these sagas: in the order of the sagas, each in log order. */
  List<ObjectNode> of(List<String> sagaIds) {
    String sql =
        """
        select saga_id, seq, step_name, attempt, actor, body from saga_log
        where saga_id in (:sagas) order by saga_id, seq
        """;
    Map<String, List<ObjectNode>> logs = new LinkedHashMap<>();
    sagaIds.forEach(saga -> logs.put(saga, new ArrayList<>()));
    jdbc.sql(sql)
        .param("sagas", sagaIds)
        .query(
            (ResultSet row) -> {
              logs.get(row.getString("saga_id")).add(event(row));
            });
    return logs.values().stream().flatMap(List::stream).toList();
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
