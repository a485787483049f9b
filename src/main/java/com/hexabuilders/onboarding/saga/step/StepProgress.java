package com.hexabuilders.onboarding.saga.step;

import static com.hexabuilders.onboarding.saga.ColumnValues.time;

import com.hexabuilders.onboarding.saga.ColumnValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Table {@code step_progress}: how far the readers of a queue have come. While they make progress
 * but have not reached an event yet, it is queued and not lost. A row is written at most once a
 * second per queue and instance, in the batch's own transaction. Readers that are held up write it
 * in a transaction of their own.
 */
@Repository
public class StepProgress {

  private static final Duration WRITE_EVERY = Duration.ofSeconds(1);

  /** A queue whose readers were seen so long ago moves. */
  public static final Duration FRESH = Duration.ofSeconds(10);

  /** The same if one of them may hang in two batches that are ended one after the other. */
  public static final Duration HANGING = Duration.ofSeconds(25);

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Map<String, Instant> written = new ConcurrentHashMap<>();

  StepProgress(JdbcTemplate jdbc, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Notes the announcement time of the newest event that was read; null is nothing to note. */
  public void note(String queue, Instant reached) {
    Instant now = clock.instant();
    Instant last = written.get(queue);
    if (reached == null || last != null && now.isBefore(last.plus(WRITE_EVERY))) {
      return;
    }
    written.put(queue, now);
    if (!lockFree(queue)) {
      insert(queue, reached, now); // unless another reader has locked the row
      return;
    }
    jdbc.update(
        "update step_progress set reached_at = greatest(reached_at, cast(? as timestamp with time zone)),"
            + " recorded_at = ? where queue = ?",
        time(reached),
        time(now),
        queue);
  }

  /** Readers share the row: none of them waits for it, or one transaction would stop the queue. */
  private boolean lockFree(String queue) {
    return !jdbc.queryForList(
            "select queue from step_progress where queue = ? for update skip locked", queue)
        .isEmpty();
  }

  /**
   * Fails if the database takes no writes. The row {@code health_probe} is left out while somebody
   * has locked it. Locking a row fails too where the database only reads.
   */
  public void probe() {
    transactions.executeWithoutResult(
        tx -> {
          String free = "select id from health_probe where id = 1 for update skip locked";
          if (!jdbc.queryForList(free).isEmpty()) {
            jdbc.update("update health_probe set written_at = current_timestamp where id = 1");
          }
        });
  }

  /**
   * Notes that the queue's readers are there and come no further. Database or broker fail the work
   * itself, which no look at either of them shows. What the readers have not reached waits with
   * them. Nothing is noted while another transaction has locked the row.
   */
  public void noteHeldUp(String queue) {
    Instant now = clock.instant();
    transactions.executeWithoutResult(
        tx -> {
          if (lockFree(queue)) {
            jdbc.update(
                "update step_progress set recorded_at = ? where queue = ?", time(now), queue);
          } else {
            insert(queue, Instant.EPOCH, now);
          }
        });
  }

  /**
   * Inserts the row if it is missing. A row that is there is not touched, because its lock would be
   * waited for.
   */
  private void insert(String queue, Instant reached, Instant now) {
    jdbc.update(
        """
        insert into step_progress (queue, reached_at, recorded_at)
        select cast(? as varchar), cast(? as timestamp with time zone),
          cast(? as timestamp with time zone)
        where not exists (select 1 from step_progress where queue = ?) on conflict do nothing
        """,
        queue,
        time(reached),
        time(now),
        queue);
  }

  /** Whether an event sent at this time is still on its way through a moving queue. */
  public boolean isQueued(String queue, Instant sentAt, Instant now, Duration fresh) {
    return reached(queue, now.minus(fresh)).map(sentAt::isAfter).orElse(false);
  }

  private Optional<Instant> reached(String queue, Instant seenAfter) {
    return jdbc
        .query(
            "select reached_at from step_progress where queue = ? and recorded_at > ?",
            (row, n) -> ColumnValues.instant(row, "reached_at"),
            queue,
            time(seenAfter))
        .stream()
        .findFirst();
  }
}
