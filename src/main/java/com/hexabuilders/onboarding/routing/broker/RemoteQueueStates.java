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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;

/**
 * Asks a broker that runs elsewhere for the state of its queues, by ActiveMQ's plug-in {@code
 * statisticsBrokerPlugin}. A thread of its own asks, at most once a second. A state counts for
 * three seconds. A broker that does not answer the first question is asked again after ten minutes,
 * because without the plug-in a question stays in a queue.
 */
final class RemoteQueueStates implements QueueStates, DisposableBean {

  private static final String QUESTION = "ActiveMQ.Statistics.Destination.";
  private static final String QUEUE = "queue://";
  private static final long FRESH = Duration.ofSeconds(1).toNanos();
  private static final long GOOD = Duration.ofSeconds(3).toNanos();
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final Duration TROUBLE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private record Known(QueueState state, long at) {}

  private final ConnectionFactory factory;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(DaemonThreads.named("queue-states"));
  private Future<?> asking;
  private volatile Connection connection;
  private volatile boolean answers;
  private volatile long quietUntil = System.nanoTime();

  RemoteQueueStates(ConnectionFactory factory) {
    this.factory = factory;
  }

  @Override
  public Map<String, QueueState> of(Collection<String> queues) {
    List<String> old =
        queues.stream().distinct().filter(queue -> !isYounger(queue, FRESH)).toList();
    if (!old.isEmpty() && System.nanoTime() - quietUntil >= 0) {
      await(ask(old));
    }
    return queues.stream()
        .distinct()
        .filter(queue -> isYounger(queue, GOOD))
        .collect(Collectors.toMap(queue -> queue, queue -> known.get(queue).state()));
  }

  private boolean isYounger(String queue, long age) {
    Known last = known.get(queue);
    return last != null && System.nanoTime() - last.at() < age;
  }

  /** The question that is under way, or a new one. */
  private synchronized Future<?> ask(List<String> queues) {
    if (asking == null || asking.isDone()) {
      asking = thread.submit(() -> askNow(queues));
    }
    return asking;
  }

  private static void await(Future<?> answer) {
    try {
      answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // what is known counts
    }
  }

  private void askNow(List<String> queues) {
    try {
      if (!answers && question(queues.subList(0, 1)) == 0) {
        quietUntil = System.nanoTime() + SILENCE.toNanos();
        return;
      }
      answers = true;
      question(queues);
    } catch (JMSException e) {
      close(); // it is away, which its health tells
      quietUntil = System.nanoTime() + TROUBLE.toNanos();
    }
  }

  /** Asks for these queues; returns how many the broker answered for. */
  private int question(List<String> queues) throws JMSException {
    if (connection == null) {
      connection = factory.createConnection();
      connection.start();
    }
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      TemporaryQueue answers = session.createTemporaryQueue();
      try (MessageConsumer reader = session.createConsumer(answers);
          MessageProducer sender = session.createProducer(null)) {
        sender.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (String queue : queues) {
          Message message = session.createMessage();
          message.setJMSReplyTo(answers);
          sender.send(session.createQueue(QUESTION + queue), message);
        }
        return take(reader, queues.size());
      } finally {
        answers.delete();
      }
    }
  }

  private int take(MessageConsumer reader, int expected) throws JMSException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int taken = 0;
    while (taken < expected && System.nanoTime() < end) {
      long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
      if (reader.receive(left) instanceof MapMessage answer) {
        taken++;
        note(answer);
      }
    }
    return taken;
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
    thread.shutdownNow();
    close();
  }
}
