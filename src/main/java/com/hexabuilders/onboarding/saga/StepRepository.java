package com.hexabuilders.onboarding.saga;

import static com.hexabuilders.onboarding.saga.Columns.array;
import static com.hexabuilders.onboarding.saga.Columns.clip;
import static com.hexabuilders.onboarding.saga.Columns.instant;
import static com.hexabuilders.onboarding.saga.Columns.time;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Table {@code saga_step}, guarded by the locks on the sagas' rows. */
@Repository
class StepRepository {

  private final JdbcTemplate jdbc;

  StepRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Reads all steps of these sagas into them. */
  void load(Map<String, Saga> sagas) {
    String sql =
        """
        select saga_id, step_name, position, status, attempts, retry_round, undo_attempts,
          undo_round, undone, started_at, completed_at, undone_at, result, error_message,
          corrections, waiting_for
        from saga_step where saga_id = any(?) order by saga_id, position
        """;
    jdbc.query(
        sql,
        row -> {
          SagaStep step = read(row);
          sagas.get(row.getString("saga_id")).steps.put(step.name, step);
        },
        array(jdbc, sagas.keySet()));
  }

  /** Writes what is new and what has changed, one JDBC batch each. */
  void save(List<Saga> sagas) {
    String insert =
        """
        insert into saga_step (status, attempts, retry_round, undo_attempts, undo_round, undone,
          started_at, completed_at, undone_at, result, error_message, corrections, waiting_for,
          saga_id, step_name, position)
        values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """;
    String update =
        """
        update saga_step set status = ?, attempts = ?, retry_round = ?, undo_attempts = ?,
          undo_round = ?, undone = ?, started_at = ?, completed_at = ?, undone_at = ?, result = ?,
          error_message = ?, corrections = ?, waiting_for = ?
        where saga_id = ? and step_name = ? and position = ?
        """;
    write(insert, sagas, true);
    write(update, sagas, false);
  }

  private void write(String sql, List<Saga> sagas, boolean isNew) {
    List<Object[]> rows =
        sagas.stream()
            .flatMap(
                saga ->
                    saga.steps.values().stream()
                        .filter(step -> step.changed && step.isNew == isNew)
                        .map(step -> values(saga.id, step)))
            .toList();
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows);
    }
  }

  private static Object[] values(String sagaId, SagaStep step) {
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
      Columns.name(step.waitingFor),
      sagaId,
      step.name,
      step.position
    };
  }

  private static SagaStep read(ResultSet row) throws SQLException {
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
