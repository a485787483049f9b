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
    return new Object[] {
      step.status.name(),
      step.attempts,
      step.retryRound,
      step.undoAttempts,
      step.undoRound,
      step.undone,
      time(step.startedAt),
      time(step.completedAt),
      time(step.undoneAt),
      text(step.result),
      clip(step.errorMessage),
      text(step.corrections),
      ColumnValues.name(step.waitingFor),
      sagaId,
      step.name,
      step.position
    };
  }

  public static SagaStep read(ResultSet row) throws SQLException {
    SagaStep step =
        new SagaStep(
            row.getString("step_name"),
            row.getInt("position"),
            StepStatus.valueOf(row.getString("status")));
    step.attempts = row.getInt("attempts");
    step.retryRound = row.getInt("retry_round");
    step.undoAttempts = row.getInt("undo_attempts");
    step.undoRound = row.getInt("undo_round");
    step.undone = (Boolean) row.getObject("undone");
    step.startedAt = instant(row, "started_at");
    step.completedAt = instant(row, "completed_at");
    step.undoneAt = instant(row, "undone_at");
    step.result = json(row, "result");
    step.errorMessage = row.getString("error_message");
    step.corrections = json(row, "corrections");
    String person = row.getString("waiting_for");
    step.waitingFor = person == null ? null : WaitingFor.valueOf(person);
    return step;
  }

  private static String text(ObjectNode json) {
    return json == null ? null : EventJson.text(json);
  }

  private static ObjectNode json(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : EventJson.stored(text);
  }
}
