package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.Delivery;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a consumer thread holds while it handles a batch. */
record Busy(Thread thread, Connection connection, List<Delivery> batch, long since) {

  private static final Logger LOG = LoggerFactory.getLogger(Busy.class);

  static Busy now(Connection connection, List<Delivery> batch) {
    return new Busy(Thread.currentThread(), connection, batch, System.nanoTime());
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
