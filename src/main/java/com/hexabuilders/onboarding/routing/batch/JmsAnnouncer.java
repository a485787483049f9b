package com.hexabuilders.onboarding.routing.batch;

import com.hexabuilders.onboarding.saga.Failpoint;
import com.hexabuilders.onboarding.saga.InfrastructureTrouble;
import com.hexabuilders.onboarding.saga.SagaType;
import com.hexabuilders.onboarding.saga.journal.Announcements;
import com.hexabuilders.onboarding.saga.journal.Announcer;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Sends for those who received no message: REST starts, the sweeper, operators. One session for all
 * of them; a failed one is thrown away. What was not sent stays recorded and is sent by the
 * sweeper.
 */
@Component
class JmsAnnouncer implements Announcer, DisposableBean {

  static final String ROUTE = "direct:announce";

  /** A queue that every instance reads, so that asking for it creates none. */
  private static final String PROBED = SagaType.ONBOARDING.queue("completion");

  private final ConnectionFactory connections;
  private final ProducerTemplate camel;
  private Connection connection;
  private Session session;

  JmsAnnouncer(ConnectionFactory connections, @Lazy ProducerTemplate camel) {
    this.connections = connections;
    this.camel = camel;
  }

  @Override
  public void announce(Announcements announcements) {
    if (announcements.isEmpty()) {
      return;
    }
    if (BoundSession.isBound()) {
      camel.sendBody(ROUTE, announcements); // a consumer's session carries it
    } else {
      announceAlone(announcements);
    }
  }

  private synchronized void announceAlone(Announcements announcements) {
    try {
      open();
      try (BoundSession bound = BoundSession.bind(connections, connection, session)) {
        camel.sendBody(ROUTE, announcements);
        Failpoint.ALONE_SENT.reached();
        bound.session().commit();
      }
    } catch (JMSException | CamelExecutionException e) {
      discard();
      throw new InfrastructureTrouble(e);
    }
  }

  /** A producer is only made after the broker has answered. */
  @Override
  public synchronized boolean brokerAnswers() {
    try {
      open();
      session.createProducer(session.createQueue(PROBED)).close();
      return true;
    } catch (JMSException e) {
      discard();
      return false;
    }
  }

  private void open() throws JMSException {
    if (connection == null) {
      connection = connections.createConnection();
      session = connection.createSession(true, Session.SESSION_TRANSACTED);
    }
  }

  private void discard() {
    Connection failed = connection;
    connection = null;
    session = null;
    if (failed != null) {
      try {
        failed.close();
      } catch (JMSException e) {
        // it was broken already; nothing of it is used again
      }
    }
  }

  @Override
  public synchronized void destroy() {
    discard();
  }
}
