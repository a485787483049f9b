package com.hexabuilders.onboarding.proof.benchmark;

import com.hexabuilders.onboarding.proof.harness.SagaClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/**
 * How fast starts are taken by REST while operators have disabled every participant: 64 clients,
 * each with a connection that is kept and a start after the other. After the window the
 * participants are enabled, and what was accepted has to become final.
 */
final class RestStarts implements AutoCloseable {

  static final List<String> COLUMNS = new ArrayList<>(Measured.COLUMNS);

  static {
    COLUMNS.set(0, "accepted_per_s");
  }

  private static final int CLIENTS = 64;
  private static final List<String> PARTICIPANTS =
      List.of("partners", "contracts", "documents", "campaigns", "recruitment");
  private static final List<String> ARGUMENTS =
      List.of("--onboarding.active.max=1000000", "--onboarding.steps.default.timeout=1h");

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final AtomicInteger accepted = new AtomicInteger();
  private final List<Future<long[]>> running = new ArrayList<>();
  private final Point point = Point.of(Scenario.A, CLIENTS);
  private volatile boolean measuring;
  private volatile boolean over;

  private RestStarts(int port, String prefix) {
    for (int i = 0; i < CLIENTS; i++) {
      String partners = prefix + "-" + i + "-";
      running.add(clients.submit(() -> call(port, partners)));
    }
  }

  static void run(Options options, Sheet sheet) throws Exception {
    try (Bench bench = new Bench(options.byRest().with(ARGUMENTS))) {
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        sheet.add(measure(bench));
      }
      bench.rows.right();
    }
  }

  private static Measured measure(Bench bench) throws Exception {
    String prefix = bench.prefix(Scenario.A);
    SagaClient operator = bench.target.first().client();
    turn(operator, "disable");
    try (RestStarts starts = new RestStarts(bench.target.first().port(), prefix)) {
      starts.await(Bench.RAMP_SECONDS);
      Reading before = bench.gauges.read();
      starts.measuring = true;
      starts.await(bench.options.seconds());
      starts.measuring = false;
      Reading grown = bench.gauges.read().minus(before);
      long[] times = starts.end();
      Measured measured = Measured.of(CLIENTS + " clients", grown, times, bench.gauges.heap());
      bench.rows.waiting(prefix, starts.accepted.get());
      turn(operator, "enable");
      bench.rows.awaitEnded(prefix, starts.accepted.get(), Scenario.A);
      return measured;
    }
  }

  private static void turn(SagaClient operator, String verb) {
    for (String name : PARTICIPANTS) {
      String path = "/participants/" + name + "/" + verb;
      if (operator.post(path, "{\"reason\": \"benchmark\"}").status() != 200) {
        throw new IllegalStateException(path + " was refused");
      }
    }
  }

  /** Lets the clients go on for that long; a client that broke ends it at once. */
  private void await(int seconds) throws Exception {
    clients.shutdown();
    if (clients.awaitTermination(seconds, TimeUnit.SECONDS)) {
      end();
    }
  }

  private long[] end() throws Exception {
    over = true;
    LongStream all = LongStream.empty();
    for (Future<long[]> client : running) {
      all = LongStream.concat(all, LongStream.of(client.get()));
    }
    return all.toArray();
  }

  private long[] call(int port, String partners) throws Exception {
    LongStream.Builder times = LongStream.builder();
    try (Caller caller = new Caller(port)) {
      for (int i = 0; !over; i++) {
        String order = point.order(partners + i);
        long start = System.nanoTime();
        Caller.Answer answer = caller.post("/sagas/partner-onboarding", order);
        if (measuring) {
          times.add(System.nanoTime() - start);
        }
        if (answer.status() != 202) {
          over = true;
          throw new IllegalStateException("refused: " + answer);
        }
        accepted.incrementAndGet();
      }
    }
    return times.build().toArray();
  }

  @Override
  public void close() {
    over = true;
    clients.shutdownNow();
  }
}
