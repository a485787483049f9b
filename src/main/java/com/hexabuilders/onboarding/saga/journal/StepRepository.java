package com.hexabuilders.onboarding.saga.journal;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;

import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StepColumns;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Table {@code saga_step}, guarded by the locks on the sagas' rows. */
@Repository
public class StepRepository {

  private final JdbcTemplate jdbc;

  StepRepository(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Reads all steps of these sagas into them. */
  public void load(Map<String, Saga> sagas) {
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
          sagas.get(row.getString("saga_id")).steps().add(StepColumns.read(row));
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
                    saga.steps().values().stream()
                        .filter(step -> step.changed() && step.isNew() == isNew)
                        .map(step -> StepColumns.values(saga.id(), step)))
            .toList();
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(sql, rows);
    }
  }
}
