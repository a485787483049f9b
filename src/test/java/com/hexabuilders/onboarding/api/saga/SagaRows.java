package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.saga.definition.StoredDefinitions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes rows of the journal for tests of the read side. */
public final class SagaRows {

  /** When the first saga of a test was created. */
  public static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

  private final JdbcClient jdbc;

  public SagaRows(DataSource database) {
    jdbc = JdbcClient.create(database);
  }

  /** The definition with two steps all sagas of a test have. */
  public void define() {
    jdbc.sql("insert into saga_definition values ('partner_onboarding', 1, 'h', ?, ?)")
        .params(
            """
            {"saga_type":"partner_onboarding","version":1,
             "steps":[{"name":"first_step","reaches":"FIRST_DONE"},
                      {"name":"second_step","reaches":"SECOND_DONE"}],"completion":{}}
            """,
            START.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The definitions that are stored in a database. */
  public static StoredDefinitions definitions(DataSource database) {
    return new StoredDefinitions(new JdbcTemplate(database), Clock.systemUTC());
  }

  /** A running saga at its first step, created so many seconds after {@link #START}. */
  public void saga(String sagaId, String partnerId, int second) {
    jdbc.sql(
            """
            insert into saga (saga_id, saga_type, definition_version, partner_id, correlation_id,
                trace_parent, content_hash, source, status, current_step, log_seq, open_seq, cause_seq,
                waiting, created_at, updated_at, wake_at, due_at, resends)
            values (:saga, 'partner_onboarding', 1, :partner, 'corr-1', 't', 'h', 'REST',
                'INITIATED', 'first_step', 1, 1, 1, false, :time, :time, :time, :time, 0)
            """)
        .param("saga", sagaId)
        .param("partner", partnerId)
        .param("time", START.plusSeconds(second).atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Sets columns of a saga, e.g. {@code status = 'COMPLETED'}. */
  public void change(String sagaId, String columns) {
    jdbc.sql("update saga set " + columns + " where saga_id = ?").param(sagaId).update();
  }

  /** A step of a saga that was started at second 0; times are seconds after it, or null. */
  public void step(
      String sagaId, String step, String status, Integer completed, Boolean undone, Integer at) {
    jdbc.sql(
            """
            insert into saga_step (saga_id, step_name, position, status, attempts, retry_round,
                undo_attempts, undo_round, undone, started_at, completed_at, undone_at, result,
                error_message)
            values (:saga, :step, 1, :status, 2, 0, 0, 0, :undone, :start,
                :completed, :undone_at, '{"contract_id":"c-1"}', null)
            """)
        .param("saga", sagaId)
        .param("step", step)
        .param("status", status)
        .param("undone", undone)
        .param("start", START.atOffset(ZoneOffset.UTC))
        .param("completed", later(completed))
        .param("undone_at", later(at))
        .update();
  }

  /** A log entry. */
  public void event(String sagaId, int seq, String step) {
    jdbc.sql(
            """
            insert into saga_log values (:saga, :seq, 'e', 'ContractCreated', :step, 1, 'contracts',
                null, true, :time, '{"specversion":"1.0","id":"e"}')
            """)
        .param("saga", sagaId)
        .param("seq", seq)
        .param("step", step)
        .param("time", START.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static Object later(Integer seconds) {
    return seconds == null ? null : START.plusSeconds(seconds).atOffset(ZoneOffset.UTC);
  }
}
