package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.routing.broker.DaemonThreads;
import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Ends every batch that exceeds {@code onboarding.transaction.max} (default 10 s). The watchdog
 * closes the database connection and the JMS session of the batch's thread. The thread is left to
 * itself and replaced. The messages of the batch come again one by one.
 *
 * <p>A message that hangs alone has used up an attempt. If no participant was called, that counts
 * only if the database answered meanwhile and the thread is not within the broker. So an outage is
 * no attempt.
 */
@Component
class BatchWatchdog implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(BatchWatchdog.class);

  /** So soon a database answers that is not in trouble. */
  private static final Duration PROMPT = Duration.ofSeconds(2);

  private final RunningTransactions transactions;
  private final JournalProbe journal;
  private final HungBatches hangs;
  private final Duration limit;
  private final Set<ReceiveLoop> loops = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("batch-watchdog"));
  private final ExecutorService aside =
      Executors.newCachedThreadPool(DaemonThreads.named("batch-watchdog-aside"));

  BatchWatchdog(
      RunningTransactions transactions,
      JournalProbe journal,
      HungBatches hangs,
      BatchSettings settings) {
    this.transactions = transactions;
    this.journal = journal;
    this.hangs = hangs;
    this.limit = settings.transaction().max();
    clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  void watch(ReceiveLoop loop) {
    loops.add(loop);
  }

  void forget(ReceiveLoop loop) {
    loops.remove(loop);
  }

  private void look() {
    for (ReceiveLoop loop : loops) {
      try {
        loop.busyLongerThan(limit.dividedBy(2)).ifPresent(busy -> look(loop, busy));
      } catch (RuntimeException | Error e) { // the watch must not stop
        LOG.error("A hung thread of queue {} could not be replaced.", loop.queue(), e);
      }
    }
  }

  /** Asks first and replaces at a later look: this process itself may have stood still. */
  private void look(ReceiveLoop loop, Busy busy) {
    if (busy.asked().compareAndSet(false, true)) {
      ask(busy);
    } else if (busy.isLongerThan(limit)) {
      replace(loop, busy);
    }
  }

  /** Asks whether the database answers promptly while the batch may hang. */
  private void ask(Busy busy) {
    long start = System.nanoTime();
    aside.execute(
        () -> {
          boolean answers = journal.answers();
          busy.answered().set(answers && System.nanoTime() - start < PROMPT.toNanos());
        });
  }

  private void replace(ReceiveLoop loop, Busy hung) {
    loops.remove(loop);
    LOG.warn(
        "A batch of queue {} took longer than {} s: it is rolled back and its thread replaced.",
        loop.queue(),
        limit.toSeconds());
    aside.execute(
        () -> {
          try {
            end(hung);
          } finally { // whatever happened, its queue is read on
            loop.abandon();
            aside.execute(hung::close);
            loop.replaceBy(hung, this::watch);
          }
        });
  }

  private void end(Busy hung) {
    boolean participantHangs = transactions.isWithParticipant(hung.thread());
    boolean faultOfMessage = hung.isFaultOfMessage();
    transactions.abort(hung.thread());
    Failpoint.HANG_ABORTED.reached();
    if (faultOfMessage) { // noted before the broker can give them to another reader
      hangs.note(hung.inHand());
    } else if (participantHangs && hung.isAlone()) {
      hangs.noteCall(hung.inHand().get(0));
    }
    Failpoint.HANG_NOTED.reached();
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
    aside.shutdown(); // an interrupt within the broker would stop it
  }
}
