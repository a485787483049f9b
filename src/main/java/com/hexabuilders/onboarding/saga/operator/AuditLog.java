package com.hexabuilders.onboarding.saga.operator;

import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.ColumnValues;
import com.hexabuilders.onboarding.saga.Sha256;
import com.hexabuilders.onboarding.saga.database.LockTimeoutBackoff;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.Facts;
import com.hexabuilders.onboarding.saga.metrics.SagaMeters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Table {@code audit}: append-only, each entry carries the hash of the one before it, so that a
 * changed or missing row is found. An act is recorded in its own transaction: it happened if and
 * only if its entry is there.
 */
@Repository
public class AuditLog {

  /** Columns that {@link #read} needs. */
  static final String COLUMNS =
      "seq, at, actor, roles, address, act, target, reason, before_state, after_state, outcome,"
          + " previous_hash, hash";

  private static final int PAGE = 1_000;

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final SagaMeters meters;
  private final Facts facts;
  private final LockTimeoutBackoff waits;

  AuditLog(
      JdbcTemplate jdbc, Clock clock, SagaMeters meters, Facts facts, RunningTransactions running) {
    this.waits = new LockTimeoutBackoff(running);
    this.jdbc = jdbc;
    this.clock = clock;
    this.meters = meters;
    this.facts = facts;
  }

  /** An entry as it stands. */
  public record Entry(long seq, Instant at, AuditEntry act, String previousHash, String hash) {}

  private record Head(long seq, String hash) {}

  /**
   * Adds an act within the caller's transaction; takes the lock on the chain's end, last of all.
   * Counted after the commit. While somebody else holds that lock, acts do not stand one behind the
   * other, each with a connection: they fail soon.
   */
  public void add(AuditEntry act) {
    Head head = waits.run(() -> head(" for update"));
    Instant now = clock.instant();
    long seq = head.seq() + 1;
    String hash = hash(seq, now, act, head.hash());
    jdbc.update(
        "insert into audit (" + COLUMNS + ") values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
        seq,
        time(now),
        act.by().name(),
        act.by().roles(),
        act.by().address(),
        act.act(),
        act.target(),
        act.reason(),
        act.before(),
        act.after(),
        act.outcome(),
        head.hash(),
        hash);
    jdbc.update("update audit_head set seq = ?, hash = ? where id = 1", seq, hash);
    meters.acted(act);
    tellAfterCommit(act);
  }

  /** Entries before a number, newest first. */
  public List<Entry> before(long seq, int limit) {
    return jdbc.query(
        "select " + COLUMNS + " from audit where seq < ? order by seq desc limit ?",
        AuditLog::read,
        seq,
        limit);
  }

  /**
   * The first entry at which the chain is broken, or one past the end if the newest are missing.
   */
  public Optional<Long> firstBroken() {
    Head end = head(""); // first: what is added while this reads does not count
    String previous = "";
    long next = 1;
    List<Entry> page = page(next, end);
    while (!page.isEmpty()) {
      for (Entry entry : page) {
        String hash = hash(entry.seq(), entry.at(), entry.act(), previous);
        if (entry.seq() != next || !entry.hash().equals(hash)) {
          return Optional.of(next);
        }
        previous = hash;
        next++;
      }
      page = page(next, end);
    }
    boolean whole = end.equals(new Head(next - 1, previous));
    return whole ? Optional.empty() : Optional.of(next);
  }

  private void tellAfterCommit(AuditEntry act) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            facts.acted(act);
          }
        });
  }

  private List<Entry> page(long from, Head end) {
    return jdbc.query(
        "select " + COLUMNS + " from audit where seq >= ? and seq <= ? order by seq limit ?",
        AuditLog::read,
        from,
        end.seq(),
        PAGE);
  }

  private Head head(String lock) {
    return jdbc.queryForObject(
        "select seq, hash from audit_head where id = 1" + lock,
        (row, n) -> new Head(row.getLong("seq"), row.getString("hash")));
  }

  private static String hash(long seq, Instant at, AuditEntry act, String previous) {
    String text =
        Stream.of(
                seq,
                at,
                act.by().name(),
                act.by().roles(),
                act.by().address(),
                act.act(),
                act.target(),
                act.reason(),
                act.before(),
                act.after(),
                act.outcome(),
                previous)
            .map(value -> Objects.toString(value, "\u0001"))
            .map(value -> value.length() + ":" + value)
            .collect(Collectors.joining());
    return Sha256.of(text);
  }

  static Entry read(ResultSet row, int n) throws SQLException {
    AuditEntry act =
        new AuditEntry(
            new AuditEntry.Actor(
                row.getString("actor"), row.getString("roles"), row.getString("address")),
            row.getString("act"),
            row.getString("target"),
            row.getString("reason"),
            row.getString("before_state"),
            row.getString("after_state"),
            row.getString("outcome"));
    return new Entry(
        row.getLong("seq"),
        ColumnValues.instant(row, "at"),
        act,
        row.getString("previous_hash"),
        row.getString("hash"));
  }
}
