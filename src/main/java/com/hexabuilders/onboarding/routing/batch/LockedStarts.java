package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
public final class LockedStarts {

  /** Ends the name of the queue beside a queue of starts. */
  public static final String ENDING = ".locked";

  /** Property with the message's own id; the broker gives it another one with each move. */
  static final String ID = "onboarding_message_id";

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(LockedStarts.class);

  private final String queue;
  private final Map<String, Long> tries = new LinkedHashMap<>();
  private Long lastMove;
  private Long lastLine;

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
    if (batch.moved().isEmpty()) {
      return;
    }
    if (isBeside(queue)) {
      sayOnceAMinute();
    } else if (!areRecent()) {
      LOG.warn(
          "Starts of queue {} need rows that other transactions have locked; they wait in {}.",
          queue,
          queue + ENDING);
    }
    lastMove = System.nanoTime();
    tries.values().removeIf(then -> lastMove - then > BETWEEN_TRIES.toNanos());
    if (tries.size() < MOST_REMEMBERED) {
      batch.moved().forEach(moved -> tries.put(moved.messageId(), lastMove));
    }
  }

  private void sayOnceAMinute() {
    long now = System.nanoTime();
    lastLine = lastLine == null ? Long.valueOf(now) : lastLine;
    if (now - lastLine > QUIET.toNanos()) {
      lastLine = now;
      LOG.warn("Starts in {} still wait for rows that other transactions have locked.", queue);
    }
  }

  /** How long a moved message is not to be tried, because this reader has just tried it. */
  long millisUntilTurn(Message message) throws JMSException {
    Long then = isBeside(queue) ? tries.get(String.valueOf(message.getStringProperty(ID))) : null;
    long left = then == null ? 0 : BETWEEN_TRIES.toNanos() - (System.nanoTime() - then);
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(left));
  }
}
