package com.hexabuilders.onboarding.proof.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hexabuilders.onboarding.proof.application.CollectedSpans;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.fuzz.FuzzedInput.To;
import com.hexabuilders.onboarding.routing.broker.EmbeddedBroker;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.sessions.JqwikSession;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.Queue;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Thousands of made-up requests and messages, good, bad and strange: none is answered by a failure,
 * stops a queue, breaks the journal or is kept in memory.
 */
@WholeApplication
class FuzzTest {

  private static final int INPUTS = Integer.getInteger("onboarding.fuzz", 2_000);
  private static final int AT_ONCE = 500;
  private static final long MOST_KEPT = 48L * 1024 * 1024;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String LETTERS = "partner-onboarding.dead-letter";

  @Autowired ConnectionFactory connections;
  @Autowired EmbeddedBroker broker;
  @Autowired CollectedSpans spans;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;

  private final long seed = seed();
  private FuzzedJournal journal;
  private FuzzedCalls calls;

  private static long seed() {
    String given = System.getProperty("onboarding.fuzz.seed", "");
    return given.isBlank() ? new Random().nextLong() : Long.parseLong(given);
  }

  @BeforeEach
  void begin() {
    journal = new FuzzedJournal(jdbc);
    calls = new FuzzedCalls(port);
  }

  @AfterEach
  void takeAway() throws Exception {
    journal.clear();
    spans.forget();
    ((Queue) destination(LETTERS)).purge();
  }

  @Test
  void nothing_made_up_breaks_stops_or_stays() throws Exception {
    send(inputs(20, seed + 1)); // what is made once and kept for ever is made now
    settle();
    takeAway();
    calls = new FuzzedCalls(port);
    long before = heap();
    Map<To, Long> sent = send(inputs(INPUTS, seed));
    settle();

    System.out.printf(
        "seed %d: %s, answers %s, %d dead letters, sagas %s, %d wait for a person%n",
        seed,
        new TreeMap<>(sent),
        calls.answers,
        journal.letters(),
        journal.statuses(),
        journal.waiting().size());
    assertThat(journal.faults()).as("seed %d", seed).isEmpty();
    assertThat(journal.sagas()).as("seed %d", seed).containsAll(calls.accepted);
    assertThat(calls.accepted).hasSizeGreaterThan(INPUTS / 10);
    assertThat(journal.letters()).isGreaterThan(INPUTS / 10);
    assertCanary();
    endWaiting();
    takeAway();
    long kept = heap() - before;
    System.out.printf("%d KB more on the heap%n", kept / 1024);
    assertThat(kept).as("bytes kept of %d inputs, seed %d", INPUTS, seed).isLessThan(MOST_KEPT);
  }

  private static List<FuzzedInput> inputs(int count, long seed) {
    List<FuzzedInput> made = new ArrayList<>();
    JqwikSession.run(
        () -> {
          var generator = FuzzedInput.all().generator(1_000);
          Random random = new Random(seed);
          for (int i = 0; i < count; i++) {
            made.add(generator.next(random).value());
          }
        });
    return made;
  }

  /** Sends in groups, so that an accepted saga has its turn before its deadline. */
  private Map<To, Long> send(List<FuzzedInput> inputs) throws JMSException {
    try (FuzzedMessages messages = new FuzzedMessages(connections)) {
      for (int from = 0; from < inputs.size(); from += AT_ONCE) {
        List<FuzzedInput> group = inputs.subList(from, Math.min(from + AT_ONCE, inputs.size()));
        group.parallelStream().filter(FuzzTest::byRest).forEach(this::call);
        for (FuzzedInput input : group) {
          if (!byRest(input)) {
            messages.send(input, saga(input));
          }
        }
        await().atMost(SOON).until(() -> journal.running() < AT_ONCE);
      }
    }
    return inputs.stream().collect(Collectors.groupingBy(FuzzedInput::to, Collectors.counting()));
  }

  private static boolean byRest(FuzzedInput input) {
    return input.to() == To.REST_START || input.to() == To.REST_OTHER;
  }

  private void call(FuzzedInput input) {
    try {
      calls.send(input, saga(input));
    } catch (RuntimeException | AssertionError e) {
      String body = new String(input.body(), StandardCharsets.UTF_8);
      throw new AssertionError("seed " + seed + ", " + input + " " + body, e);
    }
  }

  /** One of the sagas that were accepted, else nobody's. */
  private String saga(FuzzedInput input) {
    List<String> known = List.copyOf(calls.accepted);
    return known.isEmpty()
        ? FuzzedInput.SAGA
        : known.get(Math.floorMod(input.chance(), known.size()));
  }

  /** Every queue becomes empty, and every saga ends or waits for a person. */
  private void settle() {
    await("queues are read, seed " + seed)
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(size(FuzzedMessages.START)).isZero();
              for (String queue : FuzzedMessages.STEPS) {
                assertThat(size(queue)).as(queue).isZero();
              }
            });
    await("sagas end, seed " + seed).atMost(SOON).until(() -> journal.running() == 0);
  }

  private void assertCanary() {
    OperatorClient client = new OperatorClient(port);
    client.start("fuzz-canary", "");
    assertThat(client.awaitFinal("fuzz-canary", OperatorClient.SOON).at("/status").asText())
        .isEqualTo("COMPLETED");
  }

  private void endWaiting() {
    OperatorClient client = new OperatorClient(port);
    journal.waiting().forEach(saga -> client.post("/sagas/" + saga + "/compensate", "{}"));
    await().atMost(SOON).until(() -> journal.running() == 0 && journal.waiting().isEmpty());
  }

  private long size(String queue) throws Exception {
    return destination(queue).getDestinationStatistics().getMessages().getCount();
  }

  private Destination destination(String queue) throws Exception {
    return broker.service().getDestination(new ActiveMQQueue(queue));
  }

  private static long heap() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
