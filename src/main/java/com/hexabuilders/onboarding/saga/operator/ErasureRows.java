package com.hexabuilders.onboarding.saga.operator;

import static com.hexabuilders.onboarding.saga.ColumnValues.array;
import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.start.ContentHash;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Where the journal has personal data of a partner, and what may be reckoned back to them. */
@Repository
class ErasureRows {

  private static final String SAGAS_OF_PARTNER =
      "(select saga_id from saga where partner_id = ?"
          + " union all select saga_id from saga_tombstone where partner_id = ?)";

  private static final String LETTERS_OF_PARTNER =
      "select id from dead_letter where partner_id = ? or saga_id in "
          + SAGAS_OF_PARTNER
          + " or replayed_saga_id in "
          + SAGAS_OF_PARTNER;

  /** Bodies of letters of no saga, behind an id; who they are about only their text tells. */
  private static final String NOBODYS_LETTERS =
      """
      select l.id, l.partner_id, d.content
      from dead_letter l join personal_data d on d.subject_id = l.id
      where l.saga_id is null and l.id > ? and l.received_at >= ? order by l.id limit ?
      """;

  /** A letter that began no saga. */
  record Nobodys(String id, String notedPartner, String body) {}

  private final JdbcTemplate jdbc;

  ErasureRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Status of each saga of the partner by id, locked in order of id. */
  Map<String, String> lockSagas(String partnerId) {
    Map<String, String> statuses = new LinkedHashMap<>();
    jdbc.query(
        "select saga_id, status from saga where partner_id = ? order by saga_id for update",
        row -> {
          statuses.put(row.getString(1), row.getString(2));
        },
        partnerId);
    return statuses;
  }

  /** All sagas of the partner, also removed ones. */
  Set<String> sagas(String partnerId) {
    return new LinkedHashSet<>(
        jdbc.queryForList(
            SAGAS_OF_PARTNER.substring(1, SAGAS_OF_PARTNER.length() - 1),
            String.class,
            partnerId,
            partnerId));
  }

  /** Dead letters of the partner by their columns: of its sagas, or noted for it. */
  Set<String> letters(String partnerId) {
    Object[] five = {partnerId, partnerId, partnerId, partnerId, partnerId};
    return new LinkedHashSet<>(jdbc.queryForList(LETTERS_OF_PARTNER, String.class, five));
  }

  /** Those of these letters that began no saga. */
  List<String> ofNoSaga(Collection<String> ids) {
    return jdbc.queryForList(
        "select id from dead_letter where id = any(?) and saga_id is null"
            + " and replayed_saga_id is null",
        String.class,
        array(jdbc, ids));
  }

  /** Up to limit letters of no saga with their bodies, in order of id. */
  List<Nobodys> nobodys(String afterId, Instant receivedSince, int limit) {
    return jdbc.query(
        NOBODYS_LETTERS,
        (row, n) -> new Nobodys(row.getString(1), row.getString(2), row.getString(3)),
        afterId,
        time(receivedSince),
        limit);
  }

  /** Locks these letters in order of id; waits for whoever replays or discards one. */
  void lockLetters(Collection<String> ids) {
    jdbc.queryForList(
        "select id from dead_letter where id = any(?) order by id for update",
        String.class,
        array(jdbc, ids));
  }

  /** Deletes what these sagas were started with. */
  void eraseData(Collection<String> sagaIds) {
    jdbc.update("delete from personal_data where subject_id = any(?)", array(jdbc, sagaIds));
  }

  /** Deletes the bodies of these letters, with the hashes by which a guess could be checked. */
  void eraseLetters(Collection<String> ids) {
    jdbc.update(
        "update dead_letter set body_sha256 = null where id = any(?) and body_sha256 is not null",
        array(jdbc, ids));
    eraseData(ids);
  }

  /** Makes the hashes by which repeated starts are recognised slow to guess from. */
  void sealHashes(String partnerId) {
    for (String table : List.of("saga", "saga_tombstone")) {
      Map<String, String> plain = new LinkedHashMap<>();
      jdbc.query(
          "select saga_id, content_hash from " + table + " where partner_id = ? order by saga_id",
          row -> {
            plain.put(row.getString(1), row.getString(2));
          },
          partnerId);
      plain.values().removeIf(ContentHash::isSealed);
      plain.forEach(
          (saga, hash) ->
              jdbc.update(
                  "update " + table + " set content_hash = ? where saga_id = ?",
                  ContentHash.sealed(hash),
                  saga));
    }
  }
}
