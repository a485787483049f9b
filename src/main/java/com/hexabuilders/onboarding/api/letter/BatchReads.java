package com.hexabuilders.onboarding.api.letter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ColumnValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads how far a batch of dead letters is. */
@Repository
class BatchReads {

  private static final String BATCH =
      """
      select id, state, total, rate_per_second, actor, created_at, finished_at,
        (select count(*) from replay_item i where i.batch_id = b.id and i.state = 'OK') as ok,
        (select count(*) from replay_item i where i.batch_id = b.id and i.state = 'FAILED') as failed,
        (select count(*) from replay_item i where i.batch_id = b.id and i.state = 'SKIPPED') as skipped
      from replay_batch b where id = ?
      """;

  private static final String NOT_OK =
      """
      select letter_id, state, detail from replay_item
      where batch_id = ? and state in ('FAILED', 'SKIPPED') order by position limit 200
      """;

  private final JdbcClient jdbc;

  BatchReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The batch with its counts, and the first 200 letters that could not be replayed. */
  Optional<ObjectNode> find(String id) {
    Optional<ObjectNode> found = jdbc.sql(BATCH).param(id).query((row, n) -> batch(row)).optional();
    found.ifPresent(batch -> batch.putArray("items").addAll(notOk(id)));
    return found;
  }

  private List<ObjectNode> notOk(String id) {
    return jdbc.sql(NOT_OK).param(id).query((row, n) -> item(row)).list();
  }

  private static ObjectNode batch(ResultSet row) throws SQLException {
    Instant finished = ColumnValues.instant(row, "finished_at");
    return JsonNodeFactory.instance
        .objectNode()
        .put("batch_id", row.getString("id"))
        .put("state", row.getString("state"))
        .put("total", row.getInt("total"))
        .put("ok", row.getInt("ok"))
        .put("failed", row.getInt("failed"))
        .put("skipped", row.getInt("skipped"))
        .put("rate_per_second", row.getInt("rate_per_second"))
        .put("requested_by", row.getString("actor"))
        .put("created_at", ColumnValues.instant(row, "created_at").toString())
        .put("finished_at", finished == null ? null : finished.toString());
  }

  private static ObjectNode item(ResultSet row) throws SQLException {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", row.getString("letter_id"))
        .put("state", row.getString("state"))
        .put("detail", row.getString("detail"));
  }
}
