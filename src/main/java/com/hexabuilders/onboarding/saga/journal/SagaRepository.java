package com.hexabuilders.onboarding.saga.journal;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;
import static com.hexabuilders.onboarding.saga.state.SagaColumns.NAMES;

import com.hexabuilders.onboarding.saga.database.DatabaseClock;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Table {@code saga}. Every lock in the system begins here, in order of saga id. */
@Repository
public class SagaRepository {

  private final JdbcTemplate jdbc;
  private final Definitions definitions;
  private final DatabaseClock clock;

  SagaRepository(JdbcTemplate jdbc, Definitions definitions, DatabaseClock clock) {
    this.clock = clock;
    this.jdbc = jdbc;
    this.definitions = definitions;
  }

  /** Locks the rows in id order until the transaction ends; unknown ids are left out. */
  public List<Saga> lock(Collection<String> ids) {
    String sql =
        "select " + NAMES + " from saga where saga_id = any(?) order by saga_id for update";
    return jdbc.query(sql, this::read, array(jdbc, ids));
  }

  /** Locks as {@link #lock} does, but leaves out what somebody else has locked. */
  List<Saga> lockFree(Collection<String> ids) {
    String sql =
        "select "
            + NAMES
            + " from saga where saga_id = any(?) order by saga_id for update skip locked";
    return jdbc.query(sql, this::read, array(jdbc, ids));
  }

  /** Those of these ids that are sagas'; reads without a lock. */
  Set<String> known(Collection<String> ids) {
    String sql = "select saga_id from saga where saga_id = any(?)";
    return Set.copyOf(jdbc.queryForList(sql, String.class, array(jdbc, ids)));
  }

  /**
   * Locks those of these sagas that are still to be woken, leaving out what another instance has
   * locked.
   */
  public List<Saga> lockAwake(Collection<String> ids, Instant now) {
    String sql =
        "select "
            + NAMES
            + " from saga where saga_id = any(?) and wake_at <= ? order by saga_id"
            + " for update skip locked";
    return jdbc.query(sql, this::read, array(jdbc, ids), time(now));
  }

  /** Locks those of them that nobody else has locked. */
  public List<Saga> lockSentBefore(Instant time, Collection<String> ids) {
    String sql =
        "select "
            + NAMES
            + " from saga where saga_id = any(?) and wake_at is not null and "
            + SagaClocks.SENT_BEFORE
            + " order by saga_id for update skip locked";
    return jdbc.query(sql, this::read, array(jdbc, ids), time(time));
  }

  /** Reads without a lock. */
  public List<Saga> find(Collection<String> ids) {
    return jdbc.query(
        "select " + NAMES + " from saga where saga_id = any(?)", this::read, array(jdbc, ids));
  }

  /** Those of these ids that are ids of sagas, kept or removed. */
  public Set<String> idsAmong(Collection<String> ids) {
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
  public Optional<String> idOf(String sagaOrPartnerId) {
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

  void insert(List<Saga> sagas) {
    sagas.forEach(saga -> saga.timers().knowAway(clock.away()));
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
          sent_at = ?, away_ms = ?
        where saga_id = ?
        """;
    jdbc.batchUpdate(sql, sagas.stream().map(SagaColumns::ofChanged).toList());
  }

  private Saga read(ResultSet row, int n) throws SQLException {
    return SagaColumns.read(
        row,
        definitions.of(row.getString("saga_type"), row.getInt("definition_version")),
        clock.away());
  }
}
