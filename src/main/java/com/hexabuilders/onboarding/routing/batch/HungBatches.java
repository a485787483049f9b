package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.routing.broker.DaemonThreads;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.journal.HungMessages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Counts the attempts of messages that hung. Of several together each is a suspect and handled
 * alone from then on. One that hangs alone is counted and becomes a dead letter in the end. A
 * step's message alone uses up a call of its step besides: its retry is another message, and what
 * comes again is absorbed.
 */
@Component
class HungBatches implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(HungBatches.class);
  private static final Duration LONGEST_NOTE = Duration.ofSeconds(10);

  private final ImmediateRetries retries;
  private final HungMessages hung;
  private final Announcer announcer;
  private final ExecutorService notes =
      Executors.newCachedThreadPool(DaemonThreads.named("hung-message"));

  HungBatches(ImmediateRetries retries, HungMessages hung, Announcer announcer) {
    this.retries = retries;
    this.hung = hung;
    this.announcer = announcer;
  }

  /** Notes what hung; returns after a limited time, whether or not it could be noted. */
  void note(List<Delivery> inHand) {
    if (inHand.size() > 1) {
      withinLimit(() -> hung.hungTogether(inHand));
    } else {
      noteCall(inHand.get(0));
      withinLimit(() -> alone(inHand.get(0)));
    }
  }

  /** The call of a step for this message did not come back; nothing if no step reads its queue. */
  void noteCall(Delivery delivery) {
    withinLimit(() -> retries.tookTooLong(delivery));
  }

  private void alone(Delivery delivery) {
    Announcements copies = hung.hungAlone(delivery);
    if (!copies.isEmpty()) {
      LOG.error("A message of queue {} hung again and again and is given up.", delivery.queue());
      announcer.announce(copies);
    }
  }

  private void withinLimit(Runnable note) {
    Future<?> noted =
        notes.submit(
            () -> {
              try {
                note.run();
              } finally {
                CurrentSaga.clear();
              }
            });
    try {
      noted.get(LONGEST_NOTE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      LOG.warn(
          "The attempt could not be noted; the message comes again: {}", e.getCause().getMessage());
    } catch (TimeoutException e) {
      LOG.warn("Noting the attempt took too long; the message comes again.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void destroy() {
    notes.shutdown(); // an interrupt would close the embedded database for everybody
  }
}
