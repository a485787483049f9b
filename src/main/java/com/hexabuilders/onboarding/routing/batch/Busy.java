package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.journal.Delivery;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a consumer thread holds while it handles messages, and what is known of the database
 * meanwhile.
 *
 * @param held all messages of the session's transaction
 * @param inHand those of them that are handled now
 * @param since when that began, by {@link System#nanoTime}
 * @param asked whether the database was asked in the middle of it
 * @param answered whether it answered promptly: then no outage explains why this does not end
 */
record Busy(
    Thread thread,
    Connection connection,
    List<Delivery> held,
    List<Delivery> inHand,
    long since,
    AtomicBoolean asked,
    AtomicBoolean answered) {

  private static final Logger LOG = LoggerFactory.getLogger(Busy.class);
  private static final String BROKER_CLIENT = "org.apache.activemq.";

  static Busy now(Connection connection, List<Delivery> held, List<Delivery> inHand) {
    return new Busy(
        Thread.currentThread(),
        connection,
        held,
        inHand,
        System.nanoTime(),
        new AtomicBoolean(),
        new AtomicBoolean());
  }

  boolean isLongerThan(Duration limit) {
    return System.nanoTime() - since > limit.toNanos();
  }

  boolean isAlone() {
    return inHand.size() == 1;
  }

  /** Whether neither database nor broker explains that this does not end. */
  boolean isFaultOfMessage() {
    return answered.get() && !isWithBroker();
  }

  private boolean isWithBroker() {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(BROKER_CLIENT));
  }

  /** Gives the messages back; waits for as long as the thread is within the broker. */
  void close() {
    try {
      connection.close();
    } catch (JMSException | RuntimeException e) {
      LOG.debug("The session of a hung batch was broken already.", e);
    }
  }
}
