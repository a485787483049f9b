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
    Saga saga = new Saga(identity(row, definition));
    readState(row, saga);
    saga.timers =
        new Timers(
            instant(row, "deadline_at"),
            instant(row, "resend_at"),
            instant(row, "retry_at"),
            row.getInt("resends"),
            instant(row, "sent_at"),
            instant(row, "wake_at"));
    saga.timers.countHealthyTime(Duration.ofMillis(row.getLong("away_ms")), away);
    return saga;
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

  private static void readState(ResultSet row, Saga saga) throws SQLException {
    saga.status = row.getString("status");
    saga.currentStep = row.getString("current_step");
    saga.failedStep = row.getString("failed_step");
    String kind = row.getString("failure_kind");
    saga.failureKind = kind == null ? null : FailureKind.valueOf(kind);
    saga.failureReason = row.getString("failure_reason");
    saga.compensationBy = row.getString("compensation_by");
    saga.compensationReason = row.getString("compensation_reason");
    saga.compensationError = row.getString("compensation_error");
    saga.logSeq = row.getInt("log_seq");
    saga.openSeq = (Integer) row.getObject("open_seq");
    saga.causeSeq = row.getInt("cause_seq");
    saga.waiting = row.getBoolean("waiting");
    saga.waitedMillis = row.getLong("waited_ms");
    saga.updatedAt = instant(row, "updated_at");
    saga.waitingSince = saga.waiting ? saga.updatedAt : null;
    saga.completedAt = instant(row, "completed_at");
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
    return new Object[] {
      saga.status,
      saga.currentStep,
      saga.failedStep,
      ColumnValues.name(saga.failureKind),
      clip(saga.failureReason),
      saga.compensationBy,
      clip(saga.compensationReason),
      clip(saga.compensationError),
      saga.logSeq,
      saga.openSeq,
      saga.causeSeq,
      saga.waiting,
      saga.waitedMillis,
      time(saga.updatedAt),
      time(saga.completedAt),
      saga.isFinal() ? saga.status : null
    };
  }

  private static Object[] clocks(Saga saga) {
    return new Object[] {
      time(saga.timers.wakeAt()),
      time(saga.timers.dueAt()),
      time(saga.timers.deadlineAt),
      time(saga.timers.resendAt),
      time(saga.timers.retryAt),
      saga.timers.resends,
      time(saga.timers.sentAt),
      saga.timers.away.toMillis()
    };
  }

  private static Object[] joined(Object[] first, Object... then) {
    return Stream.of(first, then).flatMap(Stream::of).toArray();
  }
}
