package com.hexabuilders.onboarding.saga;

import static com.hexabuilders.onboarding.saga.Columns.array;
import static com.hexabuilders.onboarding.saga.Columns.time;
import static com.hexabuilders.onboarding.saga.SagaColumns.NAMES;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Table {@code saga}. Every lock in the system begins here, in order of saga id. */
@Repository
class SagaRepository {

  private final JdbcTemplate jdbc;
  private final Definitions definitions;

  SagaRepository(JdbcTemplate jdbc, Definitions definitions) {
    this.jdbc = jdbc;
    this.definitions = definitions;
  }

  /** Locks the rows in id order until the transaction ends; unknown ids are left out. */
  List<Saga> lock(Collection<String> ids) {
    String sql =
        "select " + NAMES + " from saga where saga_id = any(?) order by saga_id for update";
    return jdbc.query(sql, this::read, array(jdbc, ids));
  }

  /** Ids of up to limit sagas to be woken, the longest first; what is due is to be woken too. */
  List<String> toWake(Instant now, int limit) {
    return jdbc.queryForList(
        "select saga_id from saga where wake_at <= ? order by wake_at limit ?",
        String.class,
        time(now),
        limit);
  }

  /**
   * Locks those of these sagas that are still to be woken, leaving out what another instance has
   * locked.
   */
  List<Saga> lockAwake(Collection<String> ids, Instant now) {
    String sql =
        "select "
            + NAMES
            + " from saga where saga_id = any(?) and wake_at <= ? order by saga_id"
            + " for update skip locked";
    return jdbc.query(sql, this::read, array(jdbc, ids), time(now));
  }

  /** Puts off what cannot be moved now, so that it stands in nobody's way. */
  void postpone(String id, Instant until) {
    jdbc.update(
        "update saga set due_at = ?, wake_at = ? where saga_id = ? and wake_at is not null",
        time(until),
        time(until),
        id);
  }

  /** What was woken and is not due yet sleeps on until it is. */
  void sleepOn(Collection<String> ids) {
    jdbc.update("update saga set wake_at = due_at where saga_id = any(?)", array(jdbc, ids));
  }

  /** Reads without a lock. */
  List<Saga> find(Collection<String> ids) {
    return jdbc.query(
        "select " + NAMES + " from saga where saga_id = any(?)", this::read, array(jdbc, ids));
  }

  /** Those of these ids that are ids of sagas, kept or removed. */
  Set<String> idsAmong(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    String sql =
        """
        select saga_id from saga where saga_id = any(?)
        union select saga_id from saga_tombstone where saga_id = any(?)
        """;
    return Set.copyOf(jdbc.queryForList(sql, String.class, array(jdbc, ids), array(jdbc, ids)));
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

  /** When the sweeper has something to do next: not after the nearest due time. */
  Optional<Instant> nearestToWake() {
    return Optional.ofNullable(
            jdbc.queryForObject(
                "select min(wake_at) from saga where wake_at is not null",
                java.time.OffsetDateTime.class))
        .map(java.time.OffsetDateTime::toInstant);
  }

  void insert(List<Saga> sagas) {
    jdbc.batchUpdate(
        String.format(Locale.ROOT, "insert into saga (%s) values (%s)", NAMES, SagaColumns.PLACES),
        sagas.stream().map(SagaColumns::ofNew).toList());
  }

  void update(List<Saga> sagas) {
    String sql =
        """
        update saga set status = ?, current_step = ?, failed_step = ?, failure_kind = ?,
          failure_reason = ?, compensation_by = ?, compensation_reason = ?, compensation_error = ?,
          log_seq = ?, open_seq = ?, cause_seq = ?, waiting = ?, waited_ms = ?, updated_at = ?,
          completed_at = ?, ended_as = ?, wake_at = ?, due_at = ?, deadline_at = ?, resend_at = ?, retry_at = ?, resends = ?,
          sent_at = ?
        where saga_id = ?
        """;
    jdbc.batchUpdate(sql, sagas.stream().map(SagaColumns::ofChanged).toList());
  }

  /** The open events of these sagas were really sent once more. */
  void countResends(List<Saga> resent, Instant now) {
    jdbc.batchUpdate(
        "update saga set resends = resends + 1, sent_at = ? where saga_id = ? and open_seq = ?",
        resent.stream()
            .sorted(Comparator.comparing(saga -> saga.id))
            .map(saga -> new Object[] {time(now), saga.id, saga.openSeq})
            .toList());
  }

  private Saga read(ResultSet row, int n) throws SQLException {
    return SagaColumns.read(
        row, definitions.of(row.getString("saga_type"), row.getInt("definition_version")));
  }
}
