package com.hexabuilders.onboarding.routing.broker;

import com.hexabuilders.onboarding.api.stats.QueueStates;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;

/**
 * Asks a broker that runs elsewhere for the state of its queues, by ActiveMQ's plug-in {@code
 * statisticsBrokerPlugin}. Each queue is asked for at most once a second, by one caller at a time.
 * The others go by the last answer. A broker without the plug-in does not answer and is left alone
 * for a minute.
 */
final class RemoteQueueStates implements QueueStates, DisposableBean {

  private static final String QUESTION = "ActiveMQ.Statistics.Destination.";
  private static final String QUEUE = "queue://";
  private static final long FRESH = Duration.ofSeconds(1).toNanos();
  private static final long SILENCE = Duration.ofMinutes(1).toNanos();
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private record Known(QueueState state, long at) {}

  private final ConnectionFactory factory;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final ReentrantLock asking = new ReentrantLock();
  private Connection connection;
  private volatile long quietUntil = System.nanoTime();

  RemoteQueueStates(ConnectionFactory factory) {
    this.factory = factory;
  }

  @Override
  public Map<String, QueueState> of(Collection<String> queues) {
    List<String> old = queues.stream().distinct().filter(this::isOld).toList();
    if (!old.isEmpty() && System.nanoTime() - quietUntil >= 0 && asking.tryLock()) {
      try {
        ask(old);
      } catch (JMSException e) {
        close(); // it is away, which its health tells
      } finally {
        asking.unlock();
      }
    }
    return queues.stream()
        .distinct()
        .filter(queue -> known.containsKey(queue) && !isForgotten(queue))
        .collect(Collectors.toMap(queue -> queue, queue -> known.get(queue).state()));
  }

  private boolean isOld(String queue) {
    Known last = known.get(queue);
    return last == null || System.nanoTime() - last.at() > FRESH;
  }

  private boolean isForgotten(String queue) {
    return System.nanoTime() - known.get(queue).at() > SILENCE;
  }

  private void ask(List<String> queues) throws JMSException {
    if (connection == null) {
      connection = factory.createConnection();
      connection.start();
    }
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      TemporaryQueue answers = session.createTemporaryQueue();
      String question = UUID.randomUUID().toString();
      try (MessageConsumer reader = session.createConsumer(answers);
          MessageProducer sender = session.createProducer(null)) {
        sender.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (String queue : queues) {
          Message message = session.createMessage();
          message.setJMSReplyTo(answers);
          message.setJMSCorrelationID(question);
          sender.send(session.createQueue(QUESTION + queue), message);
        }
        take(reader, queues.size());
      } finally {
        answers.delete();
      }
    }
  }

  private void take(MessageConsumer reader, int expected) throws JMSException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int taken = 0;
    while (taken < expected && System.nanoTime() < end) {
      long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      if (reader.receive(left) instanceof MapMessage answer) {
        taken++;
        note(answer);
      }
    }
    if (taken == 0) {
      quietUntil = System.nanoTime() + SILENCE;
    }
  }

  private void note(MapMessage answer) throws JMSException {
    String name = answer.getString("destinationName");
    if (name != null && name.startsWith(QUEUE)) {
      QueueState state =
          new QueueState(
              answer.getLong("size"),
              answer.getLong("inflightCount"),
              answer.getLong("consumerCount"));
      known.put(name.substring(QUEUE.length()), new Known(state, System.nanoTime()));
    }
  }

  private void close() {
    if (connection != null) {
      try {
        connection.close();
      } catch (JMSException e) {
        // it is gone
      }
      connection = null;
    }
  }

  @Override
  public void destroy() {
    asking.lock();
    try {
      close();
    } finally {
      asking.unlock();
    }
  }
}
