package com.hexabuilders.onboarding.api.saga;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;
import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads which sagas changed, of all instances, and what they and their new log entries say. */
@Repository
public class ChangedSagas {

  /** No index has the time of a change: it would cost every step. Few sagas are not final. */
  private static final String SINCE =
      """
      select saga_id, log_seq from saga where completed_at >= ?
      union all
      select saga_id, log_seq from saga where wake_at is not null and updated_at >= ?
      limit ?
      """;

  private static final String ENTRIES =
      """
      select saga_id, seq, type, step_name, attempt, actor, recorded_at from saga_log
      where saga_id = any(?) and recorded_at >= ? order by saga_id, seq
      """;

  /**
   * A saga as it stands.
   *
   * @param startedBy null if it was dropped on the queue
   * @param json as in a list, with {@code seq} and the new {@code events}
   */
  public record Changed(String startedBy, ObjectNode json) {}

  private final JdbcTemplate jdbc;

  ChangedSagas(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The sagas that changed since a time, with the number of their newest log entry.
   *
   * @param most how many at most
   */
  public Map<String, Integer> since(Instant time, int most) {
    Map<String, Integer> found = new HashMap<>();
    jdbc.query(
        SINCE,
        row -> {
          found.merge(row.getString("saga_id"), row.getInt("log_seq"), Math::max);
        },
        time(time),
        time(time),
        most);
    return found;
  }

  /**
   * Reads these sagas, in order of their last change.
   *
   * @param since log entries that are older are left out
   * @param known number of the newest log entry of a saga that is left out too
   */
  public List<Changed> read(Collection<String> ids, Instant since, ToIntFunction<String> known) {
    Map<String, ArrayNode> entries = new HashMap<>();
    Map<String, Integer> newest = new HashMap<>();
    jdbc.query(
        ENTRIES,
        row -> {
          String saga = row.getString("saga_id");
          newest.put(saga, row.getInt("seq"));
          if (row.getInt("seq") > known.applyAsInt(saga)) {
            entries
                .computeIfAbsent(saga, id -> JsonNodeFactory.instance.arrayNode())
                .add(entry(row));
          }
        },
        array(jdbc, ids),
        time(since));
    String sql =
        String.format(
            Locale.ROOT,
            "select %s from saga s where s.saga_id = any(?) order by s.updated_at, s.saga_id",
            SagaRow.COLUMNS);
    return jdbc.query(
        sql, (row, n) -> changed(SagaRow.read(row), newest, entries), array(jdbc, ids));
  }

  private static Changed changed(
      SagaRow row, Map<String, Integer> newest, Map<String, ArrayNode> entries) {
    int seq = newest.getOrDefault(row.sagaId(), 0);
    ObjectNode json = SagaJson.item(row).put("seq", seq);
    json.set("events", entries.getOrDefault(row.sagaId(), JsonNodeFactory.instance.arrayNode()));
    return new Changed(row.startedBy(), json);
  }

  private static ObjectNode entry(ResultSet row) throws SQLException {
    return JsonNodeFactory.instance
        .objectNode()
        .put("seq", row.getInt("seq"))
        .put("type", row.getString("type"))
        .put("step", row.getString("step_name"))
        .put("attempt", row.getObject("attempt", Integer.class))
        .put("actor", row.getString("actor"))
        .put("time", instant(row, "recorded_at").toString());
  }
}
