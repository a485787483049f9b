package com.hexabuilders.onboarding.saga;

import static com.hexabuilders.onboarding.saga.Columns.array;
import static com.hexabuilders.onboarding.saga.Columns.instant;
import static com.hexabuilders.onboarding.saga.Columns.time;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Table {@code saga}. Every lock in the system begins here, in order of saga id. */
@Repository
class SagaRepository {

  private static final String COLUMNS =
      """
      saga_id, saga_type, definition_version, partner_id, correlation_id, trace_parent,
      content_hash, source, created_at, status, current_step, failed_step, failure_kind,
      failure_reason, compensation_by, compensation_reason, compensation_error, log_seq, open_seq,
      cause_seq, waiting, updated_at, completed_at, due_at, deadline_at, resend_at, retry_at, resends
      """;

  private final JdbcTemplate jdbc;
  private final Definitions definitions;

  SagaRepository(JdbcTemplate jdbc, Definitions definitions) {
    this.jdbc = jdbc;
    this.definitions = definitions;
  }

  /** Locks the rows in id order until the transaction ends; unknown ids are left out. */
  List<Saga> lock(Collection<String> ids) {
    String sql =
        "select " + COLUMNS + " from saga where saga_id = any(?) order by saga_id for update";
    return jdbc.query(sql, this::read, array(jdbc, ids));
  }

  /** Locks up to limit sagas that are due, leaving out those another instance has locked. */
  List<Saga> lockDue(Instant now, int limit) {
    String sql =
        "select "
            + COLUMNS
            + " from saga where due_at <= ? order by due_at limit ? for update skip locked";
    return jdbc.query(sql, this::read, time(now), limit);
  }

  /** Reads without a lock. */
  List<Saga> find(Collection<String> ids) {
    return jdbc.query(
        "select " + COLUMNS + " from saga where saga_id = any(?)", this::read, array(jdbc, ids));
  }

  /** The saga with this id, or the newest saga of the partner with this id. */
  Optional<String> idOf(String sagaOrPartnerId) {
    String sql =
        """
        select saga_id from saga where saga_id = ? or partner_id = ?
        order by case when saga_id = ? then 0 else 1 end, created_at desc, saga_id desc limit 1
        """;
    return jdbc
        .queryForList(sql, String.class, sagaOrPartnerId, sagaOrPartnerId, sagaOrPartnerId)
        .stream()
        .findFirst();
  }

  Optional<Instant> nearestDue() {
    return Optional.ofNullable(
            jdbc.queryForObject(
                "select min(due_at) from saga where due_at is not null",
                java.time.OffsetDateTime.class))
        .map(java.time.OffsetDateTime::toInstant);
  }

  void insert(List<Saga> sagas) {
    String sql =
        "insert into saga ("
            + COLUMNS
            + ") values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    jdbc.batchUpdate(
        sql,
        sagas.stream()
            .map(
                saga ->
                    new Object[] {
                      saga.id,
                      saga.definition.type(),
                      saga.definition.version(),
                      saga.partnerId,
                      saga.correlationId,
                      saga.traceParent,
                      saga.contentHash,
                      saga.source,
                      time(saga.createdAt),
                      saga.status,
                      saga.currentStep,
                      saga.failedStep,
                      Columns.name(saga.failureKind),
                      saga.failureReason,
                      saga.compensationBy,
                      saga.compensationReason,
                      saga.compensationError,
                      saga.logSeq,
                      saga.openSeq,
                      saga.causeSeq,
                      saga.waiting,
                      time(saga.updatedAt),
                      time(saga.completedAt),
                      time(saga.timers.dueAt()),
                      time(saga.timers.deadlineAt),
                      time(saga.timers.resendAt),
                      time(saga.timers.retryAt),
                      saga.timers.resends
                    })
            .toList());
  }

  void update(List<Saga> sagas) {
    String sql =
        """
        update saga set status = ?, current_step = ?, failed_step = ?, failure_kind = ?,
          failure_reason = ?, compensation_by = ?, compensation_reason = ?, compensation_error = ?,
          log_seq = ?, open_seq = ?, cause_seq = ?, waiting = ?, updated_at = ?, completed_at = ?,
          due_at = ?, deadline_at = ?, resend_at = ?, retry_at = ?, resends = ?
        where saga_id = ?
        """;
    jdbc.batchUpdate(
        sql,
        sagas.stream()
            .map(
                saga ->
                    new Object[] {
                      saga.status,
                      saga.currentStep,
                      saga.failedStep,
                      Columns.name(saga.failureKind),
                      Columns.clip(saga.failureReason),
                      saga.compensationBy,
                      Columns.clip(saga.compensationReason),
                      Columns.clip(saga.compensationError),
                      saga.logSeq,
                      saga.openSeq,
                      saga.causeSeq,
                      saga.waiting,
                      time(saga.updatedAt),
                      time(saga.completedAt),
                      time(saga.timers.dueAt()),
                      time(saga.timers.deadlineAt),
                      time(saga.timers.resendAt),
                      time(saga.timers.retryAt),
                      saga.timers.resends,
                      saga.id
                    })
            .toList());
  }

  /** The open events of these sagas were really sent once more. */
  void countResends(List<Saga> resent) {
    jdbc.batchUpdate(
        "update saga set resends = resends + 1 where saga_id = ? and open_seq = ?",
        resent.stream()
            .sorted(Comparator.comparing(saga -> saga.id))
            .map(saga -> new Object[] {saga.id, saga.openSeq})
            .toList());
  }

  private Saga read(ResultSet row, int n) throws SQLException {
    Saga saga =
        new Saga(
            row.getString("saga_id"),
            definitions.of(row.getString("saga_type"), row.getInt("definition_version")),
            row.getString("partner_id"),
            row.getString("correlation_id"),
            row.getString("trace_parent"),
            row.getString("content_hash"),
            row.getString("source"),
            instant(row, "created_at"));
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
    saga.updatedAt = instant(row, "updated_at");
    saga.completedAt = instant(row, "completed_at");
    saga.timers =
        new Timers(
            instant(row, "deadline_at"),
            instant(row, "resend_at"),
            instant(row, "retry_at"),
            row.getInt("resends"));
    return saga;
  }
}
