package com.hexabuilders.onboarding.proof.stories;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.proof.harness.Reply;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts for a soak: half dropped, half by REST at whichever instance answers, some of which a step
 * refuses and some of which are called off on their way. Who gets no answer asks again.
 */
final class SoakLoad implements AutoCloseable {

  private static final int CALLERS = 16;
  private static final int DROPS_AT_ONCE = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> REFUSED =
      List.of(
          "{\"tipo_partner\": \"INDIVIDUAL\", \"preferred_contract_type\": \"ENTERPRISE\"}",
          "{\"preferred_contract_type\": \"BASIC\", \"documents\": [{\"type\": \"IDENTITY\","
              + " \"format\": \"pdf\", \"size_bytes\": 51200, \"expires_on\": \"2020-01-01\"}]}",
          "{\"campaign_permissions\": {\"max_monthly_budget\": 999999}}",
          "{\"recruitment_preferences\": {\"categories\": [\"ASTROLOGY\"]}}");

  private final Cluster cluster;
  private final int count;
  private final AtomicInteger nextDrop = new AtomicInteger();
  private final AtomicInteger nextCall;
  private final Map<String, String> expected = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** A load of at least that many starts. */
  SoakLoad(Cluster cluster, int count) {
    this.cluster = cluster;
    this.count = count;
    nextCall = new AtomicInteger(count / 2);
  }

  /** Begins and returns at once. */
  void begin() {
    threads.submit(this::drop);
    for (int i = 0; i < CALLERS; i++) {
      threads.submit(this::call);
    }
    threads.shutdown();
  }

  boolean isOffered() {
    return threads.isTerminated();
  }

  void awaitOffered() throws InterruptedException {
    if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the load was not offered within five minutes");
    }
  }

  /** What accepted starts have to end as, by partner id. */
  Map<String, String> expected() {
    return Map.copyOf(expected);
  }

  private static ObjectNode order(int i) {
    return i % 10 == 3
        ? Orders.order("soak-" + i, REFUSED.get(i / 10 % REFUSED.size()))
        : Orders.order("soak-" + i);
  }

  private static String end(int i) {
    return i % 10 == 3 ? "COMPENSATED" : "COMPLETED";
  }

  /** A transaction whose commit was not confirmed is no promise; its starts may be there or not. */
  private Void drop() {
    while (nextDrop.get() < count / 2) {
      await().atMost(PATIENCE).ignoreExceptions().until(this::dropSome);
    }
    return null;
  }

  private boolean dropSome() throws JMSException {
    try (Queues queues = Queues.of(cluster.broker)) {
      while (nextDrop.get() < count / 2) {
        Map<String, String> batch = new LinkedHashMap<>();
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < DROPS_AT_ONCE && nextDrop.get() < count / 2; i++) {
          int number = nextDrop.getAndIncrement();
          batch.put("soak-" + number, end(number));
          bodies.add(order(number).toString());
        }
        queues.dropAll(bodies);
        expected.putAll(batch);
      }
    }
    return true;
  }

  private Void call() {
    for (int i = nextCall.getAndIncrement(); i < count; i = nextCall.getAndIncrement()) {
      int number = i;
      String body = order(i).toString();
      await().atMost(PATIENCE).ignoreExceptions().until(() -> start(number, body));
      expected.put("soak-" + i, end(i));
      if (i % 12 == 5) {
        expected.put("soak-" + i, "COMPENSATED");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> callOff(number));
      }
    }
    return null;
  }

  private boolean start(int number, String body) {
    return someClient().start(body, "Idempotency-Key", "key-" + number).status() == 202;
  }

  /** 409: it has ended COMPENSATED already, because an earlier request's answer was lost. */
  private boolean callOff(int number) {
    Reply reply = someClient().post("/sagas/soak-" + number + "/compensate", "{}");
    return reply.status() == 202 || reply.status() == 409;
  }

  private SagaClient someClient() {
    int any = ThreadLocalRandom.current().nextInt(cluster.apps().size());
    return cluster.apps().get(any).client();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
