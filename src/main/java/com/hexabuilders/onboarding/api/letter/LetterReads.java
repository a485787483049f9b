package com.hexabuilders.onboarding.api.letter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.api.saga.Cursor;
import com.hexabuilders.onboarding.api.saga.SagaJson;
import com.hexabuilders.onboarding.intake.StrictJson;
import com.hexabuilders.onboarding.intake.UnreadableJson;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.deadletter.LetterFilter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads dead letters; personal data in their bodies is masked. */
@Repository
class LetterReads {

  private static final String DETAIL =
      String.format(
          Locale.ROOT,
          """
      select %s, message_id, history, body_size, body_sha256, replayed_at, replayed_by,
        replayed_saga_id, discarded_at, discarded_by, discard_reason,
        (select content from personal_data where subject_id = dead_letter.id) as body
      from dead_letter where id = ?
      """,
          LetterRow.COLUMNS);

  private final JdbcClient jdbc;

  LetterReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Up to one letter more than the limit, newest first: it tells that there is a next page. */
  List<LetterRow> page(LetterFilter filter, Cursor after, int limit) {
    List<Object> values = new ArrayList<>();
    String where = filter.where(values);
    if (after != null) {
      Object time = after.createdAt().atOffset(ZoneOffset.UTC);
      where += " and received_at <= ? and (received_at < ? or id < ?)";
      values.addAll(List.of(time, time, after.sagaId()));
    }
    String sql =
        String.format(
            Locale.ROOT,
            "select %s from dead_letter where %s order by received_at desc, id desc limit %d",
            LetterRow.COLUMNS,
            where,
            limit + 1);
    return jdbc.sql(sql).params(values).query((row, n) -> LetterRow.read(row)).list();
  }

  /** Letters of the same kind, cause and queue as one line, the latest first. */
  List<ObjectNode> groups(LetterFilter filter, int limit) {
    List<Object> values = new ArrayList<>();
    String sql =
        String.format(
            Locale.ROOT,
            """
        select kind, cause, queue, count(*) as letters, min(received_at) as first_at,
          max(received_at) as last_at, max(id) as example
        from dead_letter where %s group by kind, cause, queue order by last_at desc, cause limit %d
        """,
            filter.where(values),
            limit);
    return jdbc.sql(sql).params(values).query((row, n) -> group(row)).list();
  }

  /**
   * Everything about one letter; {@code body} is masked JSON, or null with {@code body_fault}.
   *
   * @param revealed whether {@code body_text} is the text as it came
   */
  Optional<ObjectNode> find(String id, boolean revealed) {
    return jdbc.sql(DETAIL).param(id).query((row, n) -> detail(row, revealed)).optional();
  }

  private static ObjectNode group(ResultSet row) throws SQLException {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", row.getString("kind"))
        .put("cause", row.getString("cause"))
        .put("queue", row.getString("queue"))
        .put("count", row.getLong("letters"))
        .put("first_received_at", ColumnValues.instant(row, "first_at").toString())
        .put("last_received_at", ColumnValues.instant(row, "last_at").toString())
        .put("example_id", row.getString("example"));
  }

  private static ObjectNode detail(ResultSet row, boolean revealed) throws SQLException {
    ObjectNode json = LetterRow.read(row).json();
    json.put("message_id", row.getString("message_id"));
    json.set("history", history(SagaJson.tree(row.getString("history"))));
    json.put("body_size", row.getLong("body_size"))
        .put("body_sha256", row.getString("body_sha256"));
    putBody(json, row.getString("body"));
    if (revealed) {
      json.put("body_text", row.getString("body"));
    }
    put(json, row, "replayed_at");
    json.put("replayed_by", row.getString("replayed_by"))
        .put("replayed_saga_id", row.getString("replayed_saga_id"));
    put(json, row, "discarded_at");
    return json.put("discarded_by", row.getString("discarded_by"))
        .put("discard_reason", row.getString("discard_reason"));
  }

  private static void put(ObjectNode json, ResultSet row, String column) throws SQLException {
    Instant time = ColumnValues.instant(row, column);
    json.put(column, time == null ? null : time.toString());
  }

  /** One entry per round: when it ended, why it broke, when the next was due. */
  private static JsonNode history(JsonNode rounds) {
    ArrayNode history = JsonNodeFactory.instance.arrayNode();
    for (JsonNode round : rounds) {
      ObjectNode entry = history.addObject();
      entry.set("time", round.path("time"));
      for (String field : List.of("round", "reason", "next_attempt_at")) {
        entry.set(field, round.path("data").path(field));
      }
    }
    return history;
  }

  /** A text that is no JSON could hide personal data anywhere, so only its fault is shown. */
  private static void putBody(ObjectNode json, String body) {
    json.putNull("body").putNull("body_fault");
    if (body == null) {
      return;
    }
    try {
      JsonNode read = StrictJson.read(body);
      if (read.isContainerNode()) {
        json.set("body", MaskedJson.of(read));
      } else {
        json.put("body_fault", "The body is JSON, but no object.");
      }
    } catch (UnreadableJson e) {
      json.put("body_fault", e.getMessage());
    }
  }
}
