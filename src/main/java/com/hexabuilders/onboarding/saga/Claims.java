package com.hexabuilders.onboarding.saga;

import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Uniqueness across sagas, held as rows: one owner per (kind, key).
 *
 * <p>Claims are inserted in key order, so that two batches never deadlock. The insert says "on
 * conflict do nothing", so a loser is told the owner instead of getting an exception. A claim lives
 * in the caller's transaction: a rollback gives it back. This class must be called inside a
 * transaction.
 */
@Repository
public class Claims {

  /** Far more than owners can let go in between; a key the database has changed never comes. */
  private static final int MOST_LOOKS = 100;

  private final JdbcTemplate jdbc;

  public Claims(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Claims each key for its saga and returns the owner of each key afterwards: the wanted saga, or
   * the one that was first.
   *
   * @param kind what is unique, e.g. {@code live-email}; at most 20 characters
   * @param wanted saga id by key
   */
  public Map<String, String> claim(String kind, Map<String, String> wanted) {
    Map<String, String> owners = new HashMap<>();
    Map<String, String> open = new TreeMap<>(wanted);
    for (int look = 0; !open.isEmpty(); look++) { // again if an owner let go before our look
      if (look == MOST_LOOKS) {
        throw new IllegalStateException("A claim that was made is not found again: " + kind);
      }
      insert(kind, open);
      owners.putAll(owners(kind, open.keySet()));
      open.keySet().removeAll(owners.keySet());
    }
    return owners;
  }

  private void insert(String kind, Map<String, String> wanted) {
    jdbc.batchUpdate(
        "insert into claim (kind, claim_key, saga_id) values (?, ?, ?) on conflict do nothing",
        wanted.entrySet().stream()
            .map(entry -> new Object[] {kind, entry.getKey(), entry.getValue()})
            .toList());
  }

  /**
   * Claims as {@link #claim} does, and locks the keys that were lost. The owner of such a key
   * cannot release it before this transaction has ended. So that owner hands the key on to whoever
   * owns it by then.
   */
  public Map<String, String> claimOrHold(String kind, Map<String, String> wanted) {
    Map<String, String> owners = claim(kind, wanted);
    for (int tries = 0; tries < MOST_LOOKS; tries++) {
      Map<String, String> lost = new TreeMap<>(wanted);
      lost.entrySet().removeIf(entry -> entry.getValue().equals(owners.get(entry.getKey())));
      lost.keySet().removeAll(hold(kind, lost.keySet()));
      if (lost.isEmpty()) { // else an owner let go between our insert and our lock
        break;
      }
      owners.putAll(claim(kind, lost));
    }
    return owners;
  }

  /**
   * Locks those of these keys that are claimed, in key order, whoever owns them. A saga that hands
   * a claim on holds it before it looks for the next owner: the owner before may be just leaving.
   *
   * <p>An owner hands a claim on by deleting its row and inserting another. A transaction that
   * waited for the deleted row has not locked the other one. So this method looks again until every
   * owner's row is held.
   *
   * @return the keys that are claimed
   */
  public Set<String> hold(String kind, Collection<String> keys) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      Set<String> held = lock(kind, keys);
      if (held.containsAll(owners(kind, keys).keySet())) {
        return held;
      }
    }
    throw new IllegalStateException("A claim changes its owner again and again: " + kind);
  }

  private Set<String> lock(String kind, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    String sql =
        "select claim_key from claim where kind = ? and claim_key = any(?)"
            + " order by claim_key for update";
    return Set.copyOf(jdbc.queryForList(sql, String.class, kind, ColumnValues.array(jdbc, keys)));
  }

  /** Owner saga id of each of these keys that is claimed. */
  public Map<String, String> owners(String kind, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    String sql = "select claim_key, saga_id from claim where kind = ? and claim_key = any(?)";
    return jdbc
        .query(
            sql,
            (row, n) -> Map.entry(row.getString(1), row.getString(2)),
            kind,
            ColumnValues.array(jdbc, keys))
        .stream()
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Gives back those of these claims that one of these sagas holds. */
  public void release(String kind, Collection<String> keys, Collection<String> sagaIds) {
    if (!keys.isEmpty()) {
      jdbc.update(
          "delete from claim where kind = ? and claim_key = any(?) and saga_id = any(?)",
          kind,
          ColumnValues.array(jdbc, keys),
          ColumnValues.array(jdbc, sagaIds));
    }
  }

  /** Gives back every claim of this kind held by these sagas. */
  public void release(String kind, Collection<String> sagaIds) {
    if (!sagaIds.isEmpty()) {
      jdbc.update(
          "delete from claim where kind = ? and saga_id = any(?)",
          kind,
          ColumnValues.array(jdbc, sagaIds));
    }
  }

  /** Hands claims over that this transaction has made: the new owner's saga id by the old one's. */
  public void handOver(String kind, Map<String, String> newOwners) {
    if (!newOwners.isEmpty()) {
      jdbc.batchUpdate(
          "update claim set saga_id = ? where kind = ? and saga_id = ?",
          new TreeMap<>(newOwners)
              .entrySet().stream()
                  .map(entry -> new Object[] {entry.getValue(), kind, entry.getKey()})
                  .toList());
    }
  }
}
