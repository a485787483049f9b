package com.hexabuilders.onboarding.saga.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.state.EventJson;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Reads everything about sagas for the archive, column by column, so that a column added later is
 * in it too. Personal data are not read, nor hashes of them, by which a guess could be checked.
 */
@Repository
class ArchiveRows {

  private static final Set<String> HASHES_OF_PERSONAL_DATA = Set.of("content_hash", "body_sha256");

  /** One array of the content: its rows, the first column naming the saga. */
  private record Part(String name, String sql) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("saga", "select saga_id as owner, t.* from saga t where saga_id = any(?)"),
          new Part(
              "steps",
              "select saga_id as owner, t.* from saga_step t where saga_id = any(?)"
                  + " order by position"),
          new Part(
              "log",
              "select saga_id as owner, t.* from saga_log t where saga_id = any(?)"
                  + " order by saga_id, seq"),
          new Part(
              "dead_letters",
              "select coalesce(saga_id, replayed_saga_id) as owner, t.* from dead_letter t"
                  + " where "
                  + RetentionRows.LETTERS
                  + " order by received_at, id"),
          new Part(
              "replays",
              "select saga_id as owner, t.* from replay_item t where saga_id = any(?)"
                  + " order by batch_id, position"));

  private final JdbcTemplate jdbc;

  ArchiveRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** A line per saga, in order of id. The same rows make the same content. */
  List<ArchiveLine> lines(Collection<String> sagaIds, Instant now) {
    Map<String, ObjectNode> contents = new LinkedHashMap<>();
    sagaIds.stream().sorted().forEach(id -> contents.put(id, EventJson.object()));
    PARTS.forEach(part -> each(contents, part));
    return contents.entrySet().stream()
        .map(saga -> ArchiveLine.of(saga.getKey(), saga.getValue(), now))
        .toList();
  }

  private void each(Map<String, ObjectNode> contents, Part part) {
    contents.values().forEach(content -> content.putArray(part.name()));
    jdbc.query(
        part.sql(),
        row -> {
          ((ArrayNode) contents.get(row.getString("owner")).get(part.name())).add(read(row));
        },
        RetentionRows.values(jdbc, part.sql(), contents.keySet()));
  }

  private static ObjectNode read(ResultSet row) throws SQLException {
    ObjectNode json = EventJson.object();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 2; i <= columns.getColumnCount(); i++) { // the first is the owner
      String name = columns.getColumnLabel(i);
      if (!HASHES_OF_PERSONAL_DATA.contains(name)) {
        put(json, name, row, i, columns.getColumnType(i));
      }
    }
    return json;
  }

  private static void put(ObjectNode json, String name, ResultSet row, int column, int type)
      throws SQLException {
    if (row.getObject(column) == null) {
      json.putNull(name);
      return;
    }
    switch (type) {
      case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
          json.put(name, row.getObject(column, OffsetDateTime.class).toInstant().toString());
      case Types.INTEGER, Types.BIGINT, Types.SMALLINT -> json.put(name, row.getLong(column));
      case Types.BIT, Types.BOOLEAN -> json.put(name, row.getBoolean(column));
      default -> json.put(name, row.getString(column));
    }
  }
}
