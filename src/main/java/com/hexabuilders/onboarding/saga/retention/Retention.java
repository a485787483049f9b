package com.hexabuilders.onboarding.saga.retention;

import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.LockedOut;
import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.StepBroke;
import com.hexabuilders.onboarding.saga.database.LockTimeoutBackoff;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.start.Tombstones;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Archives and removes sagas that ended long ago, a batch at a time. Retention also forgets the
 * bodies of messages discarded, and the batches of replays finished, as long ago. Bodies of dead
 * letters that began no saga have a time of their own. Retention is off unless a time is set.
 *
 * <p>A batch is one transaction. The rows are locked, checked again, deleted, written to the
 * archive and read back there before the commit. After a crash a saga is in the database, or in the
 * archive with its tombstone, or in both. A saga in both is archived again, with the same hash. Any
 * number of instances may run: a row that another one has locked is left to it.
 *
 * <p>A pass walks from the longest ended saga to the youngest and never looks back. So a saga that
 * cannot be removed delays no other. The next pass begins anew. What broke is put off by an hour.
 */
@Service
@EnableConfigurationProperties(RetentionSettings.class)
public class Retention {

  /** Rest after a pass that left out locked rows; no rest within a pass is as long. */
  static final Duration SOON = Duration.ofSeconds(5);

  private static final Duration BETWEEN_PASSES = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int PROGRESS = 10_000; // sagas between two lines in the log
  private static final Duration SHORTEST_REST = Duration.ofMillis(20);
  private static final Duration LONGEST_REST = Duration.ofSeconds(4);

  private final TransactionTemplate transactions;
  private final RetentionRows rows;
  private final ArchiveRows contents;
  private final Archive archive;
  private final Tombstones tombstones;
  private final Clock clock;
  private final RetentionSettings settings;
  private final LockTimeoutBackoff waits;
  private final PostponedSagas putOff = new PostponedSagas();
  private RetentionRows.Place last = RetentionRows.Place.FIRST;
  private int removedInPass;
  private boolean troubleInPass;
  private boolean leftOut;
  private int size;

  Retention(
      TransactionTemplate transactions,
      RetentionRows rows,
      ArchiveRows contents,
      Archive archive,
      Tombstones tombstones,
      Clock clock,
      RetentionSettings settings,
      RunningTransactions running) {
    this.waits = new LockTimeoutBackoff(running);
    this.transactions = transactions;
    this.rows = rows;
    this.contents = contents;
    this.archive = archive;
    this.tombstones = tombstones;
    this.clock = clock;
    this.settings = settings;
    this.size = settings.batch();
  }

  /**
   * Removes the next batch, or ends the pass.
   *
   * @return how long to rest: as long as the batch took, so that it never has more than half of the
   *     database
   * @throws InfrastructureTrouble if the database failed; nothing was removed by this call
   * @throws ArchiveTrouble if the archive failed; likewise
   */
  public Duration goOn() {
    if (settings.after() == null) {
      return endPass(null);
    }
    long begin = System.nanoTime();
    Instant endedBefore = clock.instant().minus(settings.after());
    List<RetentionRows.Place> next =
        InfrastructureTrouble.sorted(() -> rows.after(last, endedBefore, size));
    if (next.isEmpty()) {
      return endPass(endedBefore);
    }
    last = next.get(next.size() - 1); // also if these break: others come first
    int removed = remove(putOff.others(next, clock.instant()), endedBefore);
    if ((removedInPass + removed) / PROGRESS > removedInPass / PROGRESS) {
      LOG.info("Old sagas archived and removed so far: {}.", removedInPass + removed);
    }
    removedInPass += removed;
    long took = (System.nanoTime() - begin) / 1_000_000;
    return Duration.ofMillis(
        Math.max(SHORTEST_REST.toMillis(), Math.min(took, LONGEST_REST.toMillis())));
  }

  private Duration endPass(Instant endedBefore) {
    try {
      InfrastructureTrouble.sorted(() -> transactions.execute(transaction -> forget(endedBefore)));
    } catch (LockedOut e) { // the next pass forgets it; this one has ended
      leftOut = true;
    }
    if (removedInPass > 0) {
      LOG.info(
          "Archived and removed what ended more than {} ago; sagas: {}.",
          Sentences.duration(settings.after()),
          removedInPass);
    }
    removedInPass = 0;
    size = troubleInPass ? size : settings.batch();
    troubleInPass = false;
    last = RetentionRows.Place.FIRST;
    Duration rest = leftOut ? SOON : BETWEEN_PASSES;
    leftOut = false;
    return rest;
  }

  private boolean forget(Instant endedBefore) {
    Duration bodies = settings.letterBodies();
    rows.forget(endedBefore, bodies == null ? null : clock.instant().minus(bodies));
    return true;
  }

  /** Removes all at once; if that breaks, one by one, so that only broken sagas are left out. */
  private int remove(List<String> ids, Instant endedBefore) {
    if (ids.isEmpty()) {
      return 0;
    }
    try {
      return waits.run(() -> removeInTransaction(ids, endedBefore));
    } catch (LockedOut e) { // somebody has a step or a letter of one of them
      if (ids.size() == 1) {
        leftOut = true;
        return 0;
      }
    } catch (InfrastructureTrouble e) { // perhaps because the batch is too large for its time
      troubleInPass = true;
      size = Math.max(1, size / 2);
      putOff.addIfAlone(ids, e, clock.instant());
      throw e;
    } catch (StepBroke e) {
      if (ids.size() == 1) {
        putOff.addIfAlone(ids, e, clock.instant());
        return 0;
      }
    }
    return ids.stream().mapToInt(id -> remove(List.of(id), endedBefore)).sum();
  }

  private int removeInTransaction(List<String> ids, Instant endedBefore) {
    try {
      return InfrastructureTrouble.sorted(
          () -> transactions.execute(transaction -> archiveAndDelete(ids, endedBefore)));
    } catch (StepBroke e) {
      if (e.getCause() instanceof ArchiveTrouble trouble) {
        throw trouble;
      }
      throw e;
    }
  }

  private int archiveAndDelete(List<String> ids, Instant endedBefore) {
    List<String> locked = rows.lock(ids, endedBefore);
    leftOut |= locked.size() < ids.size();
    if (!locked.isEmpty()) {
      Instant now = clock.instant();
      List<ArchiveLine> lines = contents.lines(locked, now);
      tombstones.add(locked, now);
      rows.delete(locked); // before it is archived: what cannot be deleted leaves no lines behind
      tombstones.archivedIn(archive.keep(lines), locked);
    }
    return locked.size();
  }
}
