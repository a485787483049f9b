package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.saga.Delivery;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer thread: receive, handle, commit.
 *
 * <p>When infrastructure fails it rolls back once and closes its session, so that messages held
 * here go to other instances, and reopens with growing pauses only after the database answers
 * again. No message is ever given up here.
 */
final class ReceiveLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiveLoop.class);
  private static final long WAIT_MILLIS = 1_000;
  private static final long GATE_MILLIS = 100;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final JmsBatchConsumer consumer;
  private final ConnectionFactory connections;
  private final JournalProbe database;
  private final String queue;
  private Duration pause = FIRST_PAUSE;
  private boolean inTrouble;

  ReceiveLoop(JmsBatchConsumer consumer, ConnectionFactory connections, JournalProbe database) {
    this.consumer = consumer;
    this.connections = connections;
    this.database = database;
    this.queue = consumer.options().queue();
  }

  @Override
  public void run() {
    try {
      while (consumer.isReceiving()) {
        receiveUntilTrouble();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receiveUntilTrouble() throws InterruptedException {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        BoundSession bound = BoundSession.bind(connections, connection, session);
        MessageConsumer messages = session.createConsumer(session.createQueue(queue))) {
      connection.start();
      while (consumer.isReceiving()) {
        receiveBatch(bound, messages);
      }
    } catch (Exception | LinkageError e) {
      if (consumer.isReceiving()) {
        waitForBetterTimes(e);
      }
    }
  }

  private void receiveBatch(BoundSession bound, MessageConsumer messages) throws Exception {
    if (!consumer.options().gate().getAsBoolean()) {
      Thread.sleep(GATE_MILLIS);
      return;
    }
    Message message = messages.receive(WAIT_MILLIS);
    if (message == null) {
      return;
    }
    List<Delivery> batch = new ArrayList<>();
    while (message != null) {
      batch.add(MessageReader.read(queue, message));
      message = batch.size() < consumer.options().batch() ? messages.receiveNoWait() : null;
    }
    consumer.handle(batch);
    bound.session().commit();
    recovered();
  }

  private void recovered() {
    if (inTrouble) {
      LOG.info("Queue {} is read again.", queue);
    }
    inTrouble = false;
    pause = FIRST_PAUSE;
  }

  private void waitForBetterTimes(Throwable trouble) throws InterruptedException {
    if (!inTrouble) {
      boolean known = trouble instanceof JMSException || trouble instanceof RuntimeException;
      LOG.warn("Queue {} pauses: {}", queue, trouble.toString(), known ? null : trouble);
    }
    inTrouble = true;
    do {
      Thread.sleep(pause.toMillis());
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    } while (consumer.isReceiving() && !database.answers());
  }
}
