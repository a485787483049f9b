package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.Participation;
import com.hexabuilders.onboarding.saga.database.RunningTransactions;
import com.hexabuilders.onboarding.saga.journal.HungMessages;
import jakarta.jms.ConnectionFactory;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Camel component {@code jms-batch}: the unit of work is a batch of messages.
 *
 * <p>{@code from: jms-batch:QUEUE} receives up to {@code batch} messages in one transaction of a
 * JMS session and makes them one exchange. {@code to: jms-batch:announce} sends everything in the
 * body in that same session. The body of the exchange is a list of deliveries. Of a message's
 * properties only those that {@link MessageReader} names are read.
 *
 * <p>Option {@code batch} is the most messages at a time (default onboarding.batch.max). Option
 * {@code consumers} is the number of threads (default the step's setting). Option {@code gate} is a
 * {@link BooleanSupplier} bean; while it says false nothing is received. Option {@code participant}
 * names who does the work; while an operator has disabled it nothing is received. Option {@code
 * locked} is the queue for messages that are no signals and wait for locked rows.
 */
@Component("jms-batch")
@EnableConfigurationProperties(BatchSettings.class)
class JmsBatchComponent extends DefaultComponent {

  private final ConnectionFactory connections;
  private final JournalProbe journal;
  private final BatchWatchdog watchdog;
  private final BatchPermits permits;
  private final ConsumerCounts counts;
  private final LastResort lastResort;
  private final UnwrittenLetters unwritten;
  private final HungMessages hung;
  private final Participation participation;
  private final RunningTransactions transactions;
  private final int batchMax;

  JmsBatchComponent(
      ConnectionFactory connections,
      JournalProbe journal,
      BatchWatchdog watchdog,
      BatchPermits permits,
      ConsumerCounts counts,
      LastResort lastResort,
      UnwrittenLetters unwritten,
      HungMessages hung,
      Participation participation,
      RunningTransactions transactions,
      BatchSettings settings) {
    this.counts = counts;
    this.lastResort = lastResort;
    this.unwritten = unwritten;
    this.hung = hung;
    this.participation = participation;
    this.transactions = transactions;
    this.connections = connections;
    this.journal = journal;
    this.watchdog = watchdog;
    this.permits = permits;
    this.batchMax = settings.batch().max();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String queue, Map<String, Object> parameters) {
    int batch = getAndRemoveParameter(parameters, "batch", Integer.class, batchMax);
    int consumers = getAndRemoveParameter(parameters, "consumers", Integer.class, counts.of(queue));
    String participant = getAndRemoveParameter(parameters, "participant", String.class);
    BooleanSupplier usual =
        participant == null ? () -> true : () -> participation.isEnabled(participant);
    BooleanSupplier gate =
        resolveAndRemoveReferenceParameter(parameters, "gate", BooleanSupplier.class, usual);
    String locked = getAndRemoveParameter(parameters, "locked", String.class);
    return new JmsBatchEndpoint(
        uri, this, new JmsBatchEndpoint.Options(queue, batch, consumers, gate, locked));
  }

  ConnectionFactory connections() {
    return connections;
  }

  JournalProbe journal() {
    return journal;
  }

  BatchPermits permits() {
    return permits;
  }

  RunningTransactions transactions() {
    return transactions;
  }

  LastResort lastResort() {
    return lastResort;
  }

  UnwrittenLetters unwritten() {
    return unwritten;
  }

  HungMessages hung() {
    return hung;
  }

  BatchWatchdog watchdog() {
    return watchdog;
  }
}
