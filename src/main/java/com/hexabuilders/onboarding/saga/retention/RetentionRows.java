package com.hexabuilders.onboarding.saga.retention;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;
import static com.hexabuilders.onboarding.saga.ColumnValues.instant;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.deadletter.ReplayBatches;
import java.sql.Array;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Which sagas and batches of replays may be removed, and their removal. */
@Repository
class RetentionRows {

  /**
   * Final for long enough, with no open dead letter, and the oldest of its partner. So what remains
   * of a partner is always its newest sagas.
   */
  private static final String REMOVABLE =
      """
       completed_at < ? and status in ('COMPLETED', 'COMPENSATED', 'FAILED')
         and not exists (select 1 from dead_letter l
                         where l.saga_id = saga.saga_id and l.state = 'OPEN')
         and not exists (select 1 from saga older
                         where older.partner_id = saga.partner_id
                           and older.created_at < saga.created_at)
      """;

  /** The letters of sagas: those about one, and the starts that began one when replayed. */
  static final String LETTERS =
      "(saga_id = any(?) or saga_id is null and replayed_saga_id = any(?))";

  /** A saga and its place in the order of removal. */
  record Place(Instant completedAt, String sagaId) {
    static final Place FIRST = new Place(Instant.EPOCH, "");
  }

  private static final int MOST_FORGOTTEN = 1_000;

  private final JdbcTemplate jdbc;

  RetentionRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Up to limit sagas that ended before that time, the longest ended first, behind a place. */
  List<Place> after(Place last, Instant endedBefore, int limit) {
    String sql =
        "select completed_at, saga_id from saga where"
            + REMOVABLE
            + "and completed_at >= ? and (completed_at > ? or saga_id > ?)"
            + " order by completed_at, saga_id limit ?";
    return jdbc.query(
        sql,
        (row, n) -> new Place(instant(row, "completed_at"), row.getString("saga_id")),
        time(endedBefore),
        time(last.completedAt()),
        time(last.completedAt()),
        last.sagaId(),
        limit);
  }

  /**
   * Locks those of these sagas that may still be removed, in order of id. Sagas that another
   * transaction has locked are left out.
   */
  List<String> lock(Collection<String> sagaIds, Instant endedBefore) {
    String sql =
        "select saga_id from saga where"
            + REMOVABLE
            + "and saga_id = any(?) order by saga_id for update skip locked";
    return jdbc.queryForList(sql, String.class, time(endedBefore), array(jdbc, sagaIds));
  }

  /**
   * Deletes locked sagas with their steps, log, dead letters and personal data. Their claims stay:
   * those on start identities answer repeated starts, the others belong to live partners.
   */
  void delete(Collection<String> sagaIds) {
    List.of(
            "delete from personal_data where subject_id = any(?)",
            "delete from personal_data where subject_id in (select id from dead_letter where "
                + LETTERS
                + ")",
            "delete from dead_letter where " + LETTERS,
            "delete from saga_log where saga_id = any(?)",
            "delete from saga_step where saga_id = any(?)",
            "delete from saga where saga_id = any(?)")
        .forEach(sql -> jdbc.update(sql, values(jdbc, sql, sagaIds)));
  }

  /**
   * Forgets what ended or was discarded before the first time, and the bodies of letters that came
   * before the second. Null means that nothing is forgotten by that time.
   */
  void forget(Instant endedBefore, Instant receivedBefore) {
    if (endedBefore != null) {
      forgetDiscarded(endedBefore, MOST_FORGOTTEN);
      deleteReplayBatch(endedBefore);
    }
    if (receivedBefore != null) {
      forgetBodies(receivedBefore, MOST_FORGOTTEN);
    }
  }

  /**
   * Deletes the bodies of up to limit dead letters that belong to no saga and were discarded before
   * that time. Their hashes are deleted too. No one reads what a person has discarded; the letter
   * stays.
   */
  private void forgetDiscarded(Instant discardedBefore, int limit) {
    forget(
        """
        select l.id from dead_letter l join personal_data d on d.subject_id = l.id
        where l.state = 'DISCARDED' and l.saga_id is null and l.discarded_at < ?
        order by l.id limit ?
        """,
        discardedBefore,
        limit);
  }

  /**
   * Deletes the bodies of up to limit dead letters that began no saga and came before that time.
   * Their hashes are deleted too. The persons in them may ask for that, and not every body can be
   * searched.
   */
  private void forgetBodies(Instant receivedBefore, int limit) {
    forget(
        """
        select l.id from dead_letter l join personal_data d on d.subject_id = l.id
        where l.saga_id is null and l.received_at < ? order by l.id limit ?
        """,
        receivedBefore,
        limit);
  }

  /**
   * Leaves out rows that another transaction has locked: a letter that is replayed, or its body.
   */
  private void forget(String sql, Instant before, int limit) {
    List<String> ids = jdbc.queryForList(sql, String.class, time(before), limit);
    ids = lockFree("select id from dead_letter where id = any(?) order by id", ids);
    ids =
        lockFree(
            "select subject_id from personal_data where subject_id = any(?) order by subject_id",
            ids);
    jdbc.update("update dead_letter set body_sha256 = null where id = any(?)", array(jdbc, ids));
    jdbc.update("delete from personal_data where subject_id = any(?)", array(jdbc, ids));
  }

  private List<String> lockFree(String sql, List<String> ids) {
    return jdbc.queryForList(sql + " for update skip locked", String.class, array(jdbc, ids));
  }

  /**
   * Deletes one batch of replays that was finished before that time, the longest finished first.
   * The outcomes of its letters, at most {@link ReplayBatches#MOST}, are deleted with it.
   */
  private void deleteReplayBatch(Instant finishedBefore) {
    List<String> ids =
        jdbc.queryForList(
            """
            select id from replay_batch where state = 'DONE' and finished_at < ?
            order by finished_at, id limit 1 for update skip locked
            """,
            String.class,
            time(finishedBefore));
    jdbc.update("delete from replay_item where batch_id = any(?)", array(jdbc, ids));
    jdbc.update("delete from replay_batch where id = any(?)", array(jdbc, ids));
  }

  /** The ids as an array, once for each place in the statement. */
  static Object[] values(JdbcTemplate jdbc, String sql, Collection<String> sagaIds) {
    Array ids = array(jdbc, sagaIds);
    return sql.chars().filter(c -> c == '?').mapToObj(place -> ids).toArray();
  }
}
