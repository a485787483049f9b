package com.hexabuilders.onboarding.saga.deadletter;

import static com.hexabuilders.onboarding.saga.ColumnValues.clip;
import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Tables {@code replay_batch} and {@code replay_item}; the batch's row guards its items. */
@Repository
class ReplayRows {

  /** What became of one letter of a batch. */
  enum Outcome {
    OK,
    FAILED,
    /** It had been dealt with before, or does not exist. */
    SKIPPED
  }

  /** A batch of so many letters whose next one may be replayed now. */
  record Due(String id, int total, int rate, AuditEntry.Actor by, Instant nextAt) {}

  /** A letter of a batch of which nothing is noted; one behind the total was put off. */
  record Item(String batchId, int position, String letterId) {}

  private final JdbcTemplate jdbc;

  ReplayRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a batch whose letters are selected in the same transaction; an empty one is DONE. */
  void begin(String id, int total, int rate, AuditEntry.Actor by, Instant now) {
    boolean isEmpty = total == 0;
    jdbc.update(
        """
        insert into replay_batch (id, state, total, rate_per_second, actor, roles, address,
          created_at, next_at, finished_at) values (?,?,?,?,?,?,?,?,?,?)
        """,
        id,
        isEmpty ? "DONE" : "RUNNING",
        total,
        rate,
        by.name(),
        by.roles(),
        by.address(),
        time(now),
        time(now),
        isEmpty ? time(now) : null);
  }

  /** Freezes letters in this order and says how many. */
  long select(String batchId, List<String> letterIds) {
    List<Object[]> rows = new ArrayList<>();
    letterIds.forEach(id -> rows.add(new Object[] {batchId, rows.size() + 1, id}));
    jdbc.batchUpdate(
        "insert into replay_item (batch_id, position, letter_id, state) values (?,?,?,'WAITING')",
        rows);
    return rows.size();
  }

  /** Freezes the oldest letters that match and says how many match. */
  long select(String batchId, LetterFilter filter, int limit) {
    List<Object> values = new ArrayList<>();
    String where = " from dead_letter where " + filter.where(values);
    Long matching = jdbc.queryForObject("select count(*)" + where, Long.class, values.toArray());
    values.add(0, batchId);
    values.add(limit);
    int selected =
        jdbc.update(
            "insert into replay_item (batch_id, position, letter_id, state)"
                + " select cast(? as varchar), row_number() over (order by received_at, id), id, 'WAITING'"
                + where
                + " order by received_at, id limit ?",
            values.toArray());
    return selected < limit ? selected : Math.max(selected, matching);
  }

  /** Locks a batch that may go on, leaving out those another instance has locked. */
  Optional<Due> lockDue(Instant now) {
    String sql =
        """
        select id, total, rate_per_second, actor, roles, address, next_at from replay_batch
        where state = 'RUNNING' and next_at <= ? order by next_at limit 1 for update skip locked
        """;
    return jdbc.query(sql, ReplayRows::read, time(now)).stream().findFirst();
  }

  private static Due read(ResultSet row, int n) throws SQLException {
    AuditEntry.Actor by =
        new AuditEntry.Actor(
            row.getString("actor"), row.getString("roles"), row.getString("address"));
    return new Due(
        row.getString("id"),
        row.getInt("total"),
        row.getInt("rate_per_second"),
        by,
        instant(row, "next_at"));
  }

  /** The next letter of a batch, locked; one whose row somebody has locked is left out. */
  Optional<Item> lockNext(String batchId) {
    return jdbc
        .query(
            """
            select position, letter_id from replay_item where batch_id = ? and state = 'WAITING'
            order by position limit 1 for update skip locked
            """,
            (row, n) -> new Item(batchId, row.getInt("position"), row.getString("letter_id")),
            batchId)
        .stream()
        .findFirst();
  }

  /** Whether a letter of the batch has not been tried. */
  boolean hasWaiting(String batchId) {
    String sql =
        "select position from replay_item where batch_id = ? and state = 'WAITING' limit 1";
    return !jdbc.queryForList(sql, Integer.class, batchId).isEmpty();
  }

  /**
   * Puts a letter that has not been tried behind the last one of its batch, and the batch's next
   * letter off. The batch's row comes first, because whoever has it replays.
   */
  void takeLast(Item item, Instant next) {
    goOnAt(item.batchId(), next);
    jdbc.update(
        """
        update replay_item set position =
          (select max(position) + 1 from replay_item where batch_id = ?)
        where batch_id = ? and position = ? and state = 'WAITING'
        """,
        item.batchId(),
        item.batchId(),
        item.position());
  }

  /** Notes what became of a letter, unless that is noted already. */
  void end(Item item, Outcome outcome, String detail, String sagaId, Instant now) {
    jdbc.update(
        "update replay_item set state = ?, detail = ?, saga_id = ?, ended_at = ?"
            + " where batch_id = ? and position = ? and state = 'WAITING'",
        outcome.name(),
        clip(detail),
        sagaId,
        time(now),
        item.batchId(),
        item.position());
  }

  /** The batch's next letter is not replayed before. */
  void goOnAt(String batchId, Instant next) {
    jdbc.update("update replay_batch set next_at = ? where id = ?", time(next), batchId);
  }

  /** No letter of the batch is left. */
  void finish(String batchId, Instant now) {
    jdbc.update(
        "update replay_batch set state = 'DONE', finished_at = ? where id = ?", time(now), batchId);
  }

  /** When the next letter of any batch may be replayed. */
  Optional<Instant> nearest() {
    String sql = "select min(next_at) from replay_batch where state = 'RUNNING'";
    return Optional.ofNullable(jdbc.queryForObject(sql, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
