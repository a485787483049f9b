package com.hexabuilders.onboarding.saga.state;

import static com.hexabuilders.onboarding.saga.ColumnValues.clip;
import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.ColumnValues;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a step becomes a row of table {@code saga_step} and back. */
public final class StepColumns {

  private StepColumns() {}

  /** Values of what may change, in the order of the statements, then the key. */
  public static Object[] values(String sagaId, SagaStep step) {
    StepWork work = step.work();
    StepUndo undo = step.undo();
    return new Object[] {
      step.status().name(),
      work.attempts(),
      work.round(),
      undo.attempts(),
      undo.round(),
      undo.undone(),
      time(work.startedAt()),
      time(work.completedAt()),
      time(undo.undoneAt()),
      text(work.result()),
      clip(step.errorMessage()),
      text(work.corrections()),
      ColumnValues.name(step.waitingFor()),
      sagaId,
      step.name(),
      step.position()
    };
  }

  public static SagaStep read(ResultSet row) throws SQLException {
    String person = row.getString("waiting_for");
    return new SagaStep(
        row.getString("step_name"),
        row.getInt("position"),
        StepStatus.valueOf(row.getString("status")),
        person == null ? null : WaitingFor.valueOf(person),
        readWork(row),
        readUndo(row),
        row.getString("error_message"));
  }

  private static StepWork readWork(ResultSet row) throws SQLException {
    return new StepWork(
        row.getInt("attempts"),
        row.getInt("retry_round"),
        instant(row, "started_at"),
        instant(row, "completed_at"),
        json(row, "corrections"),
        json(row, "result"));
  }

  private static StepUndo readUndo(ResultSet row) throws SQLException {
    return new StepUndo(
        row.getInt("undo_attempts"),
        row.getInt("undo_round"),
        (Boolean) row.getObject("undone"),
        instant(row, "undone_at"));
  }

  private static String text(ObjectNode json) {
    return json == null ? null : EventJson.text(json);
  }

  private static ObjectNode json(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : EventJson.stored(text);
  }
}
