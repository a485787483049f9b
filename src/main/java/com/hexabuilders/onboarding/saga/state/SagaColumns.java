package com.hexabuilders.onboarding.saga.state;

import static com.hexabuilders.onboarding.saga.ColumnValues.clip;
import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/** How a saga becomes a row of table {@code saga} and back. */
public final class SagaColumns {

  /** All columns: first what never changes, then the state. */
  public static final String NAMES =
      """
      saga_id, saga_type, definition_version, partner_id, correlation_id, trace_parent,
      content_hash, source, created_at, started_by, status, current_step, failed_step,
      failure_kind, failure_reason, compensation_by, compensation_reason, compensation_error, log_seq, open_seq,
      cause_seq, waiting, waited_ms, updated_at, completed_at, ended_as, wake_at, due_at,
      deadline_at, resend_at, retry_at, resends, sent_at, away_ms
      """;

  /** A question mark per column. */
  public static final String PLACES = NAMES.replaceAll("\\w+", "?");

  private SagaColumns() {}

  /** Values of all columns, in order. */
  public static Object[] ofNew(Saga saga) {
    return joined(identity(saga), state(saga));
  }

  /** Values of the state's columns, in order, then the id. */
  public static Object[] ofChanged(Saga saga) {
    return joined(state(saga), saga.id());
  }

  /**
   * Reads a row.
   *
   * @param away all time that was not healthy until now
   */
  public static Saga read(ResultSet row, SagaDefinition definition, Duration away)
      throws SQLException {
    Timers timers = readTimers(row);
    timers.countHealthyTime(Duration.ofMillis(row.getLong("away_ms")), away);
    return new Saga(
        readLog(row, identity(row, definition)),
        timers,
        row.getString("status"),
        row.getString("current_step"),
        readFailure(row),
        new Compensation(
            row.getString("compensation_by"),
            row.getString("compensation_reason"),
            row.getString("compensation_error")),
        instant(row, "completed_at"));
  }

  private static SagaIdentity identity(ResultSet row, SagaDefinition definition)
      throws SQLException {
    return new SagaIdentity(
        row.getString("saga_id"),
        definition,
        row.getString("partner_id"),
        row.getString("correlation_id"),
        TraceParent.parse(row.getString("trace_parent")).orElseThrow(),
        row.getString("content_hash"),
        row.getString("source"),
        row.getString("started_by"),
        instant(row, "created_at"));
  }

  private static LogTail readLog(ResultSet row, SagaIdentity identity) throws SQLException {
    return new LogTail(
        identity,
        row.getInt("log_seq"),
        (Integer) row.getObject("open_seq"),
        row.getInt("cause_seq"),
        instant(row, "updated_at"),
        row.getLong("waited_ms"),
        row.getBoolean("waiting"));
  }

  private static Failure readFailure(ResultSet row) throws SQLException {
    String kind = row.getString("failure_kind");
    return new Failure(
        row.getString("failed_step"),
        kind == null ? null : FailureKind.valueOf(kind),
        row.getString("failure_reason"));
  }

  private static Timers readTimers(ResultSet row) throws SQLException {
    return new Timers(
        instant(row, "deadline_at"),
        instant(row, "resend_at"),
        instant(row, "retry_at"),
        row.getInt("resends"),
        row.getBoolean("waiting"),
        instant(row, "sent_at"),
        instant(row, "wake_at"));
  }

  private static Object[] identity(Saga saga) {
    return new Object[] {
      saga.id(),
      saga.definition().type(),
      saga.definition().version(),
      saga.identity().partnerId(),
      saga.identity().correlationId(),
      saga.identity().trace().text(),
      saga.identity().contentHash(),
      saga.identity().source(),
      time(saga.identity().createdAt()),
      saga.identity().startedBy()
    };
  }

  private static Object[] state(Saga saga) {
    return joined(progress(saga), clocks(saga));
  }

  private static Object[] progress(Saga saga) {
    Failure failure = saga.failure();
    Compensation compensation = saga.compensation();
    LogTail log = saga.log();
    return new Object[] {
      saga.status(),
      saga.currentStep(),
      failure.step(),
      ColumnValues.name(failure.kind()),
      clip(failure.reason()),
      compensation.requestedBy(),
      clip(compensation.reason()),
      clip(compensation.error()),
      log.lastSeq(),
      log.openSeq(),
      log.causeSeq(),
      saga.waiting(),
      log.waitedMillis(),
      time(log.updatedAt()),
      time(saga.completedAt()),
      saga.isFinal() ? saga.status() : null
    };
  }

  private static Object[] clocks(Saga saga) {
    Timers timers = saga.timers();
    return new Object[] {
      time(timers.wakeAt()),
      time(timers.dueAt()),
      time(timers.deadlineAt()),
      time(timers.resendAt()),
      time(timers.retryAt()),
      timers.resends(),
      time(timers.sentAt()),
      timers.away().toMillis()
    };
  }

  private static Object[] joined(Object[] first, Object... then) {
    return Stream.of(first, then).flatMap(Stream::of).toArray();
  }
}
