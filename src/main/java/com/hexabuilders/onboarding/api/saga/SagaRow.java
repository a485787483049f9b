package com.hexabuilders.onboarding.api.saga;

import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** One saga as its row says. */
public record SagaRow(
    String sagaId,
    String sagaType,
    int definitionVersion,
    String partnerId,
    String correlationId,
    String source,
    String status,
    String currentStep,
    Failure failure,
    Compensation compensation,
    boolean waiting,
    int resends,
    String restartedFrom,
    String startedBy,
    Times times) {

  /** Columns {@link #read} needs, for a table called {@code s}. */
  static final String COLUMNS =
      """
      s.saga_id, s.saga_type, s.definition_version, s.partner_id, s.correlation_id, s.source,
      s.status as saga_status, s.current_step, s.failed_step, s.failure_kind, s.failure_reason,
      s.compensation_by, s.compensation_reason, s.compensation_error, s.waiting, s.resends,
      s.created_at, s.updated_at, s.completed_at as saga_completed_at, s.due_at, s.deadline_at,
      s.resend_at, s.retry_at, s.sent_at, s.restarted_from, s.started_by,
      (select away_ms from sweeper_pulse where id = 1) - s.away_ms as away_since_ms
      """;

  /** Where and how the saga failed by itself; fields are null if it did not. */
  public record Failure(String step, String kind, String reason) {}

  /** Who made the saga undo its steps and why; {@code by} is null if nobody did. */
  public record Compensation(String by, String reason, String error) {}

  /** Points in time; those after {@code updated} may be null. */
  public record Times(
      Instant created,
      Instant updated,
      Instant completed,
      Instant due,
      Instant deadline,
      Instant resend,
      Instant retry,
      Instant sent) {}

  /** Whether nothing is due any more. */
  public boolean isFinal() {
    return SagaStatus.isFinal(status);
  }

  static SagaRow read(ResultSet row) throws SQLException {
    return new SagaRow(
        row.getString("saga_id"),
        row.getString("saga_type"),
        row.getInt("definition_version"),
        row.getString("partner_id"),
        row.getString("correlation_id"),
        row.getString("source"),
        row.getString("saga_status"),
        row.getString("current_step"),
        new Failure(
            row.getString("failed_step"),
            row.getString("failure_kind"),
            row.getString("failure_reason")),
        new Compensation(
            row.getString("compensation_by"),
            row.getString("compensation_reason"),
            row.getString("compensation_error")),
        row.getBoolean("waiting"),
        row.getInt("resends"),
        row.getString("restarted_from"),
        row.getString("started_by"),
        times(row));
  }

  /**
   * Time that was not healthy since the row was written moves its deadline. A saga that was put off
   * is recorded as due later than at the first of its times.
   */
  private static Times times(ResultSet row) throws SQLException {
    Instant recorded = ColumnValues.instant(row, "deadline_at");
    Instant deadline = recorded == null ? null : recorded.plusMillis(row.getLong("away_since_ms"));
    Instant resend = ColumnValues.instant(row, "resend_at");
    Instant retry = ColumnValues.instant(row, "retry_at");
    Stream<Instant> first =
        Stream.of(deadline, resend, retry)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .stream();
    Instant due =
        Stream.concat(first, Stream.ofNullable(ColumnValues.instant(row, "due_at")))
            .max(Instant::compareTo)
            .orElse(null);
    return new Times(
        ColumnValues.instant(row, "created_at"),
        ColumnValues.instant(row, "updated_at"),
        ColumnValues.instant(row, "saga_completed_at"),
        due,
        deadline,
        resend,
        retry,
        ColumnValues.instant(row, "sent_at"));
  }
}
