package com.hexabuilders.onboarding.proof.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.command.ActiveMQQueue;

/**
 * Keeps a number of onboardings in flight: for each that an outsider sees final it starts another.
 * Or drops that number at once and starts no other. The time of one is from before its start is
 * sent until its last event has come.
 */
final class ClosedLoop implements AutoCloseable {

  private static final String SUBJECT = "\"subject\":\"";
  private static final int STARTS_AT_ONCE = 50;

  private final Point point;
  private final String prefix;
  private final boolean again;
  private final Starter starter;
  private final Session session;
  private final Map<String, Long> running = new ConcurrentHashMap<>();
  private final BlockingQueue<Integer> places = new LinkedBlockingQueue<>();
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CountDownLatch failed = new CountDownLatch(1);
  private final Thread starts = new Thread(this::start, "starts");
  private List<Long> latencies = new ArrayList<>();
  private volatile boolean over;
  private volatile long lastEnd;
  private volatile Exception failure;

  /**
   * Begins at once.
   *
   * @param prefix of the partners' ids, a number follows
   * @param again whether another is started for each that ended
   */
  ClosedLoop(Point point, String prefix, boolean again, Connection connection, Starter starter)
      throws JMSException {
    this.point = point;
    this.prefix = prefix;
    this.again = again;
    this.starter = starter;
    session = connection.createSession(false, Session.DUPS_OK_ACKNOWLEDGE);
    String queue = "Consumer.benchmark.VirtualTopic.partner-onboarding.events";
    session.createConsumer(new ActiveMQQueue(queue)).setMessageListener(this::seen);
    for (int i = 0; i < point.inFlight(); i++) {
      places.add(i);
    }
    starts.start();
  }

  /** Lets it run for that long and returns the nanoseconds of each saga that became final. */
  long[] window(int seconds) throws Exception {
    take();
    if (failed.await(seconds, TimeUnit.SECONDS)) {
      throw failure;
    }
    return take();
  }

  /** Starts no more, waits for the end of all and returns how many there were. */
  int drain(Duration limit) throws Exception {
    if (again) {
      over = true;
      places.add(0);
    }
    awaitLeft(0, limit);
    return started.get();
  }

  /** Waits until no more than so many are still running. */
  void awaitLeft(int most, Duration limit) throws Exception {
    starts.join();
    long end = System.nanoTime() + limit.toNanos();
    while (running.size() > most && !failed.await(20, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        throw new TimeoutException("not final: " + running.size());
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Starts no more, whatever has become of the broker; returns how many starts it had taken. */
  int abandon() throws InterruptedException {
    over = true;
    places.add(0);
    starts.join();
    return accepted.get();
  }

  int started() {
    return started.get();
  }

  int running() {
    return running.size();
  }

  /** The partner that has been running for longest, if any is. */
  Optional<String> oldest() {
    return running.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** When the last one was seen final, in nanoseconds. */
  long lastEnd() {
    return lastEnd;
  }

  private synchronized long[] take() {
    List<Long> taken = latencies;
    latencies = new ArrayList<>();
    return taken.stream().mapToLong(Long::longValue).toArray();
  }

  private void seen(Message message) {
    try {
      String type = message.getJMSType();
      String event = message.getBody(String.class);
      if (point.scenario().isLast(type, event)) {
        int at = event.indexOf(SUBJECT) + SUBJECT.length();
        ended(event.substring(at, event.indexOf('"', at)));
      }
    } catch (JMSException | RuntimeException e) {
      fail(e);
    }
  }

  private void ended(String partnerId) {
    Long start = running.remove(partnerId);
    if (start != null) { // observers may be told twice
      synchronized (this) {
        lastEnd = System.nanoTime();
        latencies.add(lastEnd - start);
      }
      if (again) {
        places.add(0);
      }
    }
  }

  private void start() {
    try {
      List<Integer> free = new ArrayList<>();
      while (!over && (again || started.get() < point.inFlight())) {
        free.add(places.take());
        places.drainTo(free, STARTS_AT_ONCE - 1);
        if (!over) {
          start(free.size());
        }
        free.clear();
      }
    } catch (Exception e) {
      fail(e);
    }
  }

  private void start(int count) throws Exception {
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String partnerId = prefix + "-" + started.incrementAndGet();
      orders.add(point.order(partnerId));
      running.put(partnerId, System.nanoTime());
    }
    starter.start(orders, this::fail);
    accepted.addAndGet(count);
  }

  private void fail(Exception e) {
    failure = e;
    failed.countDown();
  }

  @Override
  public void close() throws JMSException {
    over = true;
    places.add(0);
    session.close();
  }
}
