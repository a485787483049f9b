package com.hexabuilders.onboarding.proof.stories;

import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import jakarta.jms.JMSException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Starts many onboardings, each of a partner of its own, and remembers which were accepted: those
 * with a 202, and those the broker took.
 */
final class Load implements AutoCloseable {

  private static final int DROPS_AT_ONCE = 100;

  private final String name;
  private final Set<String> byRest = ConcurrentHashMap.newKeySet();
  private final Set<String> byQueue = ConcurrentHashMap.newKeySet();
  private final AtomicInteger offered = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore places;

  /** A load whose partner ids begin with this name, as fast as it can. */
  Load(String name) {
    this(name, new Semaphore(Integer.MAX_VALUE));
  }

  /** A load in which every start takes one of these places. */
  Load(String name, Semaphore places) {
    this.name = name;
    this.places = places;
  }

  /** Partner ids of accepted starts. */
  Set<String> accepted() {
    Set<String> all = new HashSet<>(byRest);
    all.addAll(byQueue);
    return all;
  }

  /** Partner ids of starts that were answered with 202. */
  Set<String> acceptedByRest() {
    return Set.copyOf(byRest);
  }

  /** What all its partner ids begin with. */
  String prefix() {
    return name + "-";
  }

  /** Gives a place back whenever a saga has ended, so that as many as before are in flight. */
  void replaceEnded(Observer observer, Runnable ended) {
    observer.onEvent(
        event -> {
          if (event.path("type").asText().equals("PartnerOnboardingCompleted")) {
            ended.run();
            places.release();
          }
        });
  }

  /** Starts that many by REST from several threads and returns at once. */
  void byRest(Supplier<SagaClient> clients, int count, int callers) {
    AtomicInteger left = new AtomicInteger(count);
    for (int i = 0; i < callers; i++) {
      SagaClient client = clients.get();
      threads.submit(
          () -> {
            while (left.getAndDecrement() > 0) {
              places.acquire();
              startOne(client);
            }
            return null;
          });
    }
  }

  /** Starts one by REST; a refused connection or a 503 is no acceptance. */
  void startOne(SagaClient client) {
    String partnerId = next();
    try {
      Reply reply = client.start(Orders.order(partnerId).toString());
      if (reply.status() == 202) {
        byRest.add(partnerId);
      }
    } catch (UncheckedIOException | IllegalStateException notAccepted) {
      // killed in the middle: whoever asked does not know, and may ask again
    }
  }

  /** Drops that many on the queue, in transactions of up to 100, and returns at once. */
  void byQueue(Queues queues, int count) {
    threads.submit(
        () -> {
          int left = count;
          while (left > 0) {
            int some = Math.min(left, somePlaces());
            drop(queues, some);
            left -= some;
          }
          return null;
        });
  }

  private int somePlaces() throws InterruptedException {
    places.acquire();
    int taken = 1;
    while (taken < DROPS_AT_ONCE && places.tryAcquire()) {
      taken++;
    }
    return taken;
  }

  private void drop(Queues queues, int count) throws JMSException {
    List<String> ids = new ArrayList<>();
    List<String> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(next());
      orders.add(Orders.order(ids.get(i)).toString());
    }
    queues.dropAll(orders);
    byQueue.addAll(ids);
  }

  private String next() {
    return prefix() + offered.incrementAndGet();
  }

  /** Waits until everything was offered. */
  void awaitOffered() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(3, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the load was not offered within three minutes");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
