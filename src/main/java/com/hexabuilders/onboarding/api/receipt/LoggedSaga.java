package com.hexabuilders.onboarding.api.receipt;

import com.hexabuilders.onboarding.saga.ColumnValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One saga and its log as one statement read them, so that both fit together.
 *
 * @param entries the log in order
 */
record LoggedSaga(Row row, List<Entry> entries) {

  /** What {@link #read} reads, in order of the log. */
  static final String SELECT =
      """
      select s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.status, s.source,
        s.started_by, s.restarted_from, s.created_at, s.completed_at, s.failed_step,
        s.failure_kind, s.compensation_by, s.log_seq,
        l.seq, l.type, l.step_name, l.actor, l.recorded_at, l.body
      from saga s left join saga_log l on l.saga_id = s.saga_id and l.seq <= s.log_seq
      where s.saga_id = :saga order by l.seq
      """;

  /** The saga's row; what did not happen is null. */
  record Row(
      String sagaId,
      String sagaType,
      int definitionVersion,
      String partnerId,
      String status,
      String source,
      String startedBy,
      String restartedFrom,
      Instant createdAt,
      Instant completedAt,
      String failedStep,
      String failureKind,
      String compensationBy,
      int logSeq) {}

  /** A log entry; the body is the event exactly as stored. */
  record Entry(int seq, String type, String step, String actor, Instant at, String body) {}

  LoggedSaga {
    entries = List.copyOf(entries);
  }

  static Optional<LoggedSaga> read(ResultSet rows) throws SQLException {
    Row saga = null;
    List<Entry> entries = new ArrayList<>();
    while (rows.next()) {
      if (saga == null) {
        saga = row(rows);
      }
      if (rows.getString("body") != null) {
        entries.add(entry(rows));
      }
    }
    return saga == null ? Optional.empty() : Optional.of(new LoggedSaga(saga, entries));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("saga_id"),
        row.getString("saga_type"),
        row.getInt("definition_version"),
        row.getString("partner_id"),
        row.getString("status"),
        row.getString("source"),
        row.getString("started_by"),
        row.getString("restarted_from"),
        ColumnValues.instant(row, "created_at"),
        ColumnValues.instant(row, "completed_at"),
        row.getString("failed_step"),
        row.getString("failure_kind"),
        row.getString("compensation_by"),
        row.getInt("log_seq"));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getInt("seq"),
        row.getString("type"),
        row.getString("step_name"),
        row.getString("actor"),
        ColumnValues.instant(row, "recorded_at"),
        row.getString("body"));
  }
}
