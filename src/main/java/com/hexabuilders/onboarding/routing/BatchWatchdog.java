package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.Delivery;
import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InHand;
import com.hexabuilders.onboarding.saga.RunningTransactions;
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
 * No batch outlives {@code onboarding.transaction.max} (default 10 s): the database connection and
 * the JMS session of a thread that exceeds it are closed, the thread is left to itself and
 * replaced. Its messages come again one by one; the one that hangs alone has used up an attempt.
 */
@Component
class BatchWatchdog implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(BatchWatchdog.class);

  private final RunningTransactions transactions;
  private final ImmediateRetries retries;
  private final Duration limit;
  private final Set<ReceiveLoop> loops = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("batch-watchdog"));
  private final ExecutorService closers =
      Executors.newCachedThreadPool(DaemonThreads.named("hung-session-closer"));

  BatchWatchdog(
      RunningTransactions transactions, ImmediateRetries retries, BatchSettings settings) {
    this.transactions = transactions;
    this.retries = retries;
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
        loop.busyLongerThan(limit).ifPresent(hung -> replace(loop, hung));
      } catch (RuntimeException | Error e) { // the watch must not stop
        LOG.error("A hung thread of queue {} could not be replaced.", loop.queue(), e);
      }
    }
  }

  private void replace(ReceiveLoop loop, Busy hung) {
    loops.remove(loop);
    LOG.warn(
        "A batch of queue {} took longer than {} s: it is rolled back and its thread replaced.",
        loop.queue(),
        limit.toSeconds());
    try {
      end(hung);
    } finally { // whatever happened, its queue is read on
      loop.abandon();
      closers.execute(hung::close);
      loop.replaceBy(hung, this::watch);
    }
  }

  private void end(Busy hung) {
    boolean participantHangs = transactions.isWithParticipant(hung.thread());
    transactions.abort(hung.thread());
    Failpoint.HANG_ABORTED.reached();
    if (participantHangs && hung.batch().size() == 1) {
      noteAttempt(hung.batch().get(0)); // before the broker can give the message to another reader
    }
    Failpoint.HANG_NOTED.reached();
  }

  private void noteAttempt(Delivery message) {
    try {
      retries.tookTooLong(message);
    } catch (RuntimeException e) {
      LOG.warn("The attempt could not be noted; the message comes again: {}", e.getMessage());
    } finally {
      InHand.nothing();
    }
  }

  @Override
  public void destroy() {
    clock.shutdownNow();
    closers.shutdown(); // an interrupt within the broker would stop it
  }
}
