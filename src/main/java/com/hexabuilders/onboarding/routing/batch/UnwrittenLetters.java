package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.api.health.HealthProbe;
import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.command.ActiveMQMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Queue {@code partner-onboarding.unwritten}, which holds messages that can be neither handled nor
 * recorded. A message moves there in the session it came in, so that the messages behind it go on.
 * The queue's reader tries again to record it. A crash leaves the message in one queue or in the
 * other.
 */
@Component
class UnwrittenLetters implements HealthProbe {

  static final String QUEUE = SagaType.ONBOARDING.queue("unwritten");

  /** Property with the queue a message came from. */
  static final String FROM = "onboarding_queue";

  /** Time between two tries to write the same letter. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Another instance may have written the letter meanwhile. */
  private static final Duration BELIEVED = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(UnwrittenLetters.class);

  /** When a message of a queue was set aside last, by {@link System#nanoTime}. */
  private final Map<String, Long> lastByQueue = new ConcurrentHashMap<>();

  /** Sends a received message to the queue, in the session bound to this thread. */
  void keep(Message message, Delivery delivery) throws JMSException {
    ((ActiveMQMessage) message).setReadOnlyProperties(false);
    message.setStringProperty(FROM, delivery.queue());
    message.setStringProperty(LockedStarts.ID, delivery.messageId());
    BoundSession bound = BoundSession.current();
    bound
        .producer()
        .send(bound.session().createQueue(QUEUE), message, DeliveryMode.PERSISTENT, 4, 0);
    if (lastByQueue.put(delivery.queue(), System.nanoTime()) == null) {
      LOG.error(
          "A dead letter of queue {} cannot be written: its message waits in queue {}.",
          delivery.queue(),
          QUEUE);
    }
  }

  /**
   * Returns a pause for the reader of this queue: messages that it has set aside come again at
   * once.
   */
  long millisToPause(String queue, ReceivedBatch batch) {
    return queue.equals(QUEUE) && !areWritten(batch) ? PAUSE.toMillis() : 0;
  }

  /** Whether the letters of all these messages were written; the queues they came from heal. */
  private boolean areWritten(ReceivedBatch batch) {
    if (batch.hasSetAside()) {
      return false;
    }
    for (Delivery delivery : batch.deliveries()) {
      if (lastByQueue.remove(delivery.queue()) != null) {
        LOG.info("Dead letters of queue {} are written again.", delivery.queue());
      }
    }
    return true;
  }

  @Override
  public String component() {
    return "dead_letters";
  }

  @Override
  public boolean healthy() {
    long now = System.nanoTime();
    lastByQueue.values().removeIf(last -> now - last > BELIEVED.toNanos());
    return lastByQueue.isEmpty();
  }

  @Override
  public String reason() {
    return "Dead letters of "
        + String.join(", ", new TreeSet<>(lastByQueue.keySet()))
        + " cannot be written; their messages wait in "
        + QUEUE
        + ".";
  }
}
