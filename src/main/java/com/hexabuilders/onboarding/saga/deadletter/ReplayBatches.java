package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.operator.AuditLog;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replays many dead letters at a limited rate. The selection is frozen as rows when it is asked
 * for; letters that come later are not part of it. Whichever instance is free goes on with it, also
 * after a restart.
 */
@Service
public class ReplayBatches {

  /** Most letters of one batch. */
  public static final int MOST = 10_000;

  /** Highest rate, letters per second over all instances. */
  public static final int FASTEST = 100;

  /** Rate unless another is asked for. */
  public static final int USUAL_RATE = 10;

  /**
   * A batch that has begun.
   *
   * @param total letters in it
   * @param leftOut letters that match but exceed {@link #MOST}; the oldest are in it
   */
  public record Begun(String batchId, int total, long leftOut) {}

  private final TransactionTemplate transactions;
  private final ReplayRows rows;
  private final AuditLog audit;
  private final ReplayThread thread;
  private final Clock clock;

  ReplayBatches(
      TransactionTemplate transactions,
      ReplayRows rows,
      AuditLog audit,
      ReplayThread thread,
      Clock clock) {
    this.transactions = transactions;
    this.rows = rows;
    this.audit = audit;
    this.thread = thread;
    this.clock = clock;
  }

  /**
   * Freezes these letters, in this order; one that does not exist will be skipped.
   *
   * @param rate letters per second, 1 to {@link #FASTEST}
   * @throws InfrastructureTrouble if the database failed
   */
  public Begun of(List<String> letterIds, int rate, AuditEntry.Actor by) {
    List<String> ids = List.copyOf(new LinkedHashSet<>(letterIds));
    return begin(rate, by, batch -> rows.select(batch, ids));
  }

  /** Freezes the letters that match now, oldest first; otherwise as {@link #of}. */
  public Begun matching(LetterFilter filter, int rate, AuditEntry.Actor by) {
    return begin(rate, by, batch -> rows.select(batch, filter, MOST));
  }

  private interface Selection {
    long into(String batchId);
  }

  private Begun begin(int rate, AuditEntry.Actor by, Selection selection) {
    String id = UUID.randomUUID().toString();
    Begun begun =
        InfrastructureTrouble.sorted(
            () -> transactions.execute(tx -> inTransaction(id, rate, by, selection)));
    thread.wake();
    return begun;
  }

  private Begun inTransaction(String id, int rate, AuditEntry.Actor by, Selection selection) {
    Instant now = clock.instant();
    long matching = selection.into(id);
    int total = (int) Math.min(matching, MOST);
    rows.begin(id, total, rate, by, now);
    String size = total + " letters, " + rate + " per second";
    audit.add(new AuditEntry(by, "retry-batch", "batch/" + id, null, null, size, AuditEntry.DONE));
    return new Begun(id, total, matching - total);
  }
}
