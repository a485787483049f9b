package com.hexabuilders.onboarding.routing.batch;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.springframework.jms.connection.JmsResourceHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A transacted session bound to the running thread: whatever the route sends, by {@code jms-batch}
 * or by {@code activemq6}, goes into its transaction (EIP: transactional client). Whoever bound it
 * commits.
 */
final class BoundSession implements AutoCloseable {

  private static final ThreadLocal<BoundSession> CURRENT = new ThreadLocal<>();

  private final ConnectionFactory connections;
  private final Session session;
  private final MessageProducer producer;

  private BoundSession(ConnectionFactory connections, Session session) throws JMSException {
    this.connections = connections;
    this.session = session;
    this.producer = session.createProducer(null);
  }

  /** Binds a session; closing unbinds it and leaves the session open. */
  static BoundSession bind(ConnectionFactory connections, Connection connection, Session session)
      throws JMSException {
    BoundSession bound = new BoundSession(connections, session);
    TransactionSynchronizationManager.bindResource(
        connections, new JmsResourceHolder(connections, connection, session));
    CURRENT.set(bound);
    return bound;
  }

  /** The session of the running thread. */
  static BoundSession current() {
    BoundSession bound = CURRENT.get();
    if (bound == null) {
      throw new IllegalStateException("No session is bound to this thread.");
    }
    return bound;
  }

  static boolean isBound() {
    return CURRENT.get() != null;
  }

  Session session() {
    return session;
  }

  /** A producer without a destination of its own. */
  MessageProducer producer() {
    return producer;
  }

  @Override
  public void close() {
    CURRENT.remove();
    TransactionSynchronizationManager.unbindResourceIfPossible(connections);
  }
}
