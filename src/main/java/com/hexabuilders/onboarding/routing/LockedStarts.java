package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.Delivery;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import org.apache.activemq.command.ActiveMQMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one reader of starts knows of rows that other transactions have locked. A start is no signal
 * that comes again, so it is not kept in memory: it moves to a queue beside its own, in the session
 * it came in, and the starts behind it go on. A crash leaves it in one of the two queues.
 *
 * <p>The other queue is read one by one. What is still locked moves to its end.
 */
final class LockedStarts {

  /** Ends the name of the queue beside a queue of starts. */
  static final String ENDING = ".locked";

  /** Property with the message's own id; the broker gives it another one with each move. */
  static final String ID = "onboarding_message_id";

  /** Property with the time of the last try, in milliseconds, by the clock of who tried. */
  private static final String TRIED = "onboarding_tried_at";

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(LockedStarts.class);

  private final String queue;
  private Long lastMove;

  /**
   * @param queue what the reader reads
   */
  LockedStarts(String queue) {
    this.queue = queue;
  }

  /** Whether this is a queue beside a queue of starts. */
  static boolean isBeside(String queue) {
    return queue.endsWith(ENDING);
  }

  /** The queue that a message came from first which is in a queue beside it. */
  static String besideWhich(String queue) {
    return queue.substring(0, queue.length() - ENDING.length());
  }

  /** Sends a received message to that queue, in the session bound to this thread. */
  static void move(Message message, Delivery delivery, String to) throws JMSException {
    ((ActiveMQMessage) message).setReadOnlyProperties(false);
    message.setStringProperty(ID, delivery.messageId());
    message.setLongProperty(TRIED, System.currentTimeMillis());
    BoundSession bound = BoundSession.current();
    bound.producer().send(bound.session().createQueue(to), message, DeliveryMode.PERSISTENT, 4, 0);
  }

  /** Whether a lock is waited for only briefly: one was met lately, or these met one before. */
  boolean areRecent() {
    return isBeside(queue)
        || lastMove != null && System.nanoTime() - lastMove < REMEMBERED.toNanos();
  }

  /** A batch was committed. */
  void committed(ReceivedBatch batch) {
    if (batch.hasMoved()) {
      if (!areRecent()) {
        LOG.warn(
            "Starts of queue {} need rows that other transactions have locked; they wait in {}.",
            queue,
            queue + ENDING);
      }
      lastMove = System.nanoTime();
    }
  }

  /** Waits until a moved message was tried a second ago. */
  void awaitTurn(Message message) throws JMSException, InterruptedException {
    if (isBeside(queue) && message.propertyExists(TRIED)) {
      long since = System.currentTimeMillis() - message.getLongProperty(TRIED);
      if (since >= 0 && since < BETWEEN_TRIES.toMillis()) {
        Thread.sleep(BETWEEN_TRIES.toMillis() - since);
      }
    }
  }
}
