package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;

/**
 * Reads a queue in batches and lets the route handle each as one exchange.
 *
 * <p>If a batch breaks, its database transaction is rolled back and its messages are kept. They are
 * handled again in halves, until the bad ones are alone. Each half is an exchange with a
 * transaction of its own. So error handlers see only single messages, and a bad one delays its
 * neighbours by one batch. Everything the messages announce goes out in the same session, committed
 * once. If infrastructure fails, the whole session is rolled back.
 */
final class JmsBatchConsumer extends DefaultConsumer {

  /** Header with the number of messages in the exchange. */
  static final String BATCH_SIZE = "OnboardingBatchSize";

  /** Header that is true when the same cause has broken two messages of this batch. */
  static final String SAME_CAUSE_AGAIN = "OnboardingSameCauseAgain";

  private static final int PRIORITIES = 128;

  private final JmsBatchEndpoint.Options options;
  private final int priority = ThreadLocalRandom.current().nextInt(PRIORITIES);
  private volatile ExecutorService threads;
  private BatchWatchdog watchdog;

  JmsBatchConsumer(
      JmsBatchEndpoint endpoint, Processor processor, JmsBatchEndpoint.Options options) {
    super(endpoint, processor);
    this.options = options;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    watchdog = component().watchdog();
    threads = executors().newCachedThreadPool(this, "jms-batch-" + options.queue());
    for (int i = 0; i < options.consumers(); i++) {
      start(options.queue(), options.batch());
    }
    if (options.locked() != null) {
      start(options.locked(), options.batch());
    }
  }

  private void start(String queue, int batch) {
    Outage outage = new Outage(queue, component().journal());
    QueueReader reader = new QueueReader(this, component().connections(), queue, batch, priority);
    ReceiveLoop loop = new ReceiveLoop(reader, outage, 0);
    watchdog.watch(loop);
    run(loop);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    ExecutorService stopping = threads;
    threads = null;
    if (stopping != null) {
      stopping.shutdown(); // no interrupt: it would close the embedded database for everybody
      executors().awaitTermination(stopping, 15_000);
    }
  }

  private ExecutorServiceManager executors() {
    return getEndpoint().getCamelContext().getExecutorServiceManager();
  }

  /** Gives a loop a thread; false if the consumer has stopped. */
  boolean run(ReceiveLoop loop) {
    ExecutorService running = threads;
    if (running == null || !isReceiving()) {
      return false;
    }
    running.execute(loop);
    return true;
  }

  void ended(ReceiveLoop loop) {
    watchdog.forget(loop);
  }

  BatchPermits.Permit permit() {
    return component().permits().forReader(options.batch());
  }

  private JmsBatchComponent component() {
    return (JmsBatchComponent) getEndpoint().getComponent();
  }

  JmsBatchEndpoint.Options options() {
    return options;
  }

  /** All consumers stop receiving as soon as the application ends, not one after the other. */
  boolean isReceiving() {
    return isRunAllowed()
        && !isStoppingOrStopped()
        && !getEndpoint().getCamelContext().isStopping();
  }

  UnwrittenLetters unwritten() {
    return component().unwritten();
  }

  /**
   * Handles what was received; the caller commits the session.
   *
   * @param progress told what is in hand before each part of a batch that is taken apart
   * @param metLock whether messages of this reader met a locked row before
   * @return messages that were not handled, because other transactions have locked their rows
   * @throws Exception if infrastructure failed; the caller rolls back
   */
  List<Delivery> handle(ReceivedBatch batch, Consumer<List<Delivery>> progress, boolean metLock)
      throws Exception {
    return new BatchInParts(this, component(), batch, progress, metLock).handle();
  }

  /** Lets the route handle these messages as one exchange. */
  BatchOutcome process(List<Delivery> deliveries, boolean sameCauseAgain) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(new ArrayList<>(deliveries));
      exchange.getMessage().setHeader(BATCH_SIZE, deliveries.size());
      exchange.getMessage().setHeader(SAME_CAUSE_AGAIN, sameCauseAgain);
      createUoW(exchange);
      getProcessor().process(exchange);
      return BatchOutcome.of(exchange);
    } catch (Exception e) {
      return BatchOutcome.broken(e);
    } finally {
      doneUoW(exchange);
      releaseExchange(exchange, false);
    }
  }
}
