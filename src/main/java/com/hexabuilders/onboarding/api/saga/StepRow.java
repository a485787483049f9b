package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.saga.ColumnValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** One step of one saga; what did not happen yet is null. */
public record StepRow(
    String name,
    String status,
    int attempts,
    int undoAttempts,
    Boolean undone,
    Instant started,
    Instant completed,
    Instant undoneAt,
    String result,
    String error,
    String waitingFor) {

  /** Columns {@link #read} needs, for a table called {@code t}. */
  static final String COLUMNS =
      """
      t.step_name, t.status as step_status, t.attempts, t.undo_attempts, t.undone, t.started_at,
      t.completed_at as step_completed_at, t.undone_at, t.result, t.error_message,
      t.waiting_for
      """;

  /** A step nobody has touched. */
  static StepRow pending(String name) {
    return new StepRow(name, "PENDING", 0, 0, null, null, null, null, null, null, null);
  }

  static StepRow read(ResultSet row) throws SQLException {
    return new StepRow(
        row.getString("step_name"),
        row.getString("step_status"),
        row.getInt("attempts"),
        row.getInt("undo_attempts"),
        row.getObject("undone", Boolean.class),
        ColumnValues.instant(row, "started_at"),
        ColumnValues.instant(row, "step_completed_at"),
        ColumnValues.instant(row, "undone_at"),
        row.getString("result"),
        row.getString("error_message"),
        row.getString("waiting_for"));
  }
}
