package com.hexabuilders.onboarding.saga.journal;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;
import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.state.LogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Table {@code saga_log}: append-only, inbox and outbox at once. */
@Repository
public class SagaLog {

  private static final String COLUMNS =
      "saga_id, seq, event_id, type, step_name, attempt, actor, queue, announced, recorded_at, body";

  private static final String SELECT =
      """
      select l.saga_id, l.seq, l.event_id, l.type, l.step_name, l.attempt, l.actor, l.queue,
        l.announced, l.recorded_at, s.saga_type, s.correlation_id, l.body
      from saga_log l join saga s on s.saga_id = l.saga_id
      """;

  private final JdbcTemplate jdbc;

  SagaLog(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void append(List<LogEntry> entries) {
    jdbc.batchUpdate(
        "insert into saga_log (" + COLUMNS + ") values (?,?,?,?,?,?,?,?,?,?,?)",
        entries.stream()
            .map(
                entry ->
                    new Object[] {
                      entry.sagaId(),
                      entry.seq(),
                      entry.eventId(),
                      entry.type(),
                      entry.step(),
                      entry.attempt(),
                      entry.actor(),
                      entry.queue(),
                      entry.announced(),
                      time(entry.recordedAt()),
                      entry.body()
                    })
            .toList());
  }

  /** The whole log of a saga, in order. */
  public List<LogEntry> of(String sagaId) {
    return jdbc.query(SELECT + " where l.saga_id = ? order by l.seq", SagaLog::read, sagaId);
  }

  /** What these sagas announced last: the open event, and what was announced together with it. */
  public List<LogEntry> lastAnnounced(Collection<String> sagaIds) {
    return jdbc.query(
        SELECT
            + " where l.saga_id = any(?) and l.seq > s.cause_seq and l.announced"
            + " order by l.saga_id, l.seq",
        SagaLog::read,
        array(jdbc, sagaIds));
  }

  private static LogEntry read(ResultSet row, int n) throws SQLException {
    return new LogEntry(
        row.getString("saga_id"),
        row.getInt("seq"),
        row.getString("event_id"),
        row.getString("type"),
        row.getString("step_name"),
        (Integer) row.getObject("attempt"),
        row.getString("actor"),
        row.getString("queue"),
        row.getBoolean("announced"),
        instant(row, "recorded_at"),
        row.getString("saga_type"),
        row.getString("correlation_id"),
        row.getString("body"));
  }
}
