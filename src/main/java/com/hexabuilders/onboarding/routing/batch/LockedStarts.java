package com.hexabuilders.onboarding.routing.batch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.activemq.command.ActiveMQMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one reader of starts knows of rows that other transactions have locked. A start is no signal
 * that comes again, so it is not kept in memory. The reader moves it to a second queue in the
 * session it came in. The starts behind it go on. A crash leaves the start in one of the two
 * queues.
 *
 * <p>The second queue is read in batches too. A start that is still locked moves to its end.
 */
public final class LockedStarts {

  private static final String ENDING = ".locked";

  /** Property with the message's own id; the broker gives it another one with each move. */
  static final String ID = "onboarding_message_id";

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(LockedStarts.class);

  private final String queue;
  private final LongSupplier nanoTime;

  /** When a message was tried, by its id. */
  private final Cache<String, Long> tries;

  private Long lastMove;
  private Long lastLine;

  /**
   * @param queue what the reader reads
   * @param nanoTime a clock that never goes back
   */
  LockedStarts(String queue, LongSupplier nanoTime) {
    this.queue = queue;
    this.nanoTime = nanoTime;
    this.tries =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(BETWEEN_TRIES)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Returns the name of the queue beside a queue of starts. */
  public static String beside(String queue) {
    return queue + ENDING;
  }

  /** Whether this is a queue beside a queue of starts. */
  static boolean isBeside(String queue) {
    return queue.endsWith(ENDING);
  }

  /** The queue of starts that a queue is beside; a queue that is beside none is its own. */
  static String besideWhich(String queue) {
    return isBeside(queue) ? queue.substring(0, queue.length() - ENDING.length()) : queue;
  }

  /**
   * Sends a received message to that queue, in the session bound to this thread. It expires when it
   * would have expired in its first queue.
   */
  static void move(Message message, Delivery delivery, String to) throws JMSException {
    ((ActiveMQMessage) message).setReadOnlyProperties(false);
    message.setStringProperty(ID, delivery.messageId());
    BoundSession bound = BoundSession.current();
    Queue beside = bound.session().createQueue(to);
    bound.producer().send(beside, message, DeliveryMode.PERSISTENT, 4, timeToLive(message));
  }

  /**
   * Returns the milliseconds until a message expires, 0 if it never does. The broker's client adds
   * the clock of this machine to it. A message that has expired in hand is left to the broker,
   * which gives it up.
   */
  private static long timeToLive(Message message) throws JMSException {
    long expiration = message.getJMSExpiration();
    return expiration == 0 ? 0 : Math.max(1, expiration - System.currentTimeMillis());
  }

  /** Whether a lock is waited for only briefly: one was met lately, or these met one before. */
  boolean areRecent() {
    return isBeside(queue)
        || lastMove != null && nanoTime.getAsLong() - lastMove < REMEMBERED.toNanos();
  }

  /** The session in which these were moved was committed. */
  void committed(List<Delivery> moved) {
    if (moved.isEmpty()) {
      return;
    }
    if (isBeside(queue)) {
      sayOnceAMinute();
    } else if (!areRecent()) {
      LOG.warn(
          "Starts of queue {} need rows that other transactions have locked; they wait in {}.",
          queue,
          beside(queue));
    }
    lastMove = nanoTime.getAsLong();
    moved.forEach(one -> tries.put(one.messageId(), lastMove));
  }

  private void sayOnceAMinute() {
    long now = nanoTime.getAsLong();
    lastLine = lastLine == null ? Long.valueOf(now) : lastLine;
    if (now - lastLine > QUIET.toNanos()) {
      lastLine = now;
      LOG.warn("Starts in {} still wait for rows that other transactions have locked.", queue);
    }
  }

  /** How long a moved message is not to be tried, because this reader has just tried it. */
  long millisUntilTurn(Message message) throws JMSException {
    String id = String.valueOf(message.getStringProperty(ID));
    Long then = isBeside(queue) ? tries.getIfPresent(id) : null;
    long left = then == null ? 0 : BETWEEN_TRIES.toNanos() - (nanoTime.getAsLong() - then);
    return Math.max(0, TimeUnit.NANOSECONDS.toMillis(left));
  }
}
