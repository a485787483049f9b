package com.hexabuilders.onboarding.proof.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** During a window one client asks, twenty times a second, how the oldest running saga stands. */
final class StatusReads implements Bench.Beside {

  static final List<String> COLUMNS =
      Measured.columnsAnd("reads", "read_p50_ms", "read_p99_ms", "not_begun");

  private static final int PER_SECOND = 20;

  /** Reads are warmed up as the load is, or else the first of them ever would be measured. */
  private static final int WARM_UP_PER_SECOND = 200;

  private static final int WARM_UP_WINDOWS = 5;

  private final int port;
  private final long periodNanos;
  private final CountDownLatch over = new CountDownLatch(1);
  private FutureTask<Times> reader;
  private int notBegun;

  private StatusReads(int port, int perSecond) {
    this.port = port;
    this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  static void run(Options options, Sheet sheet) throws Exception {
    List<Point> points = Options.points("A:64");
    try (Bench bench = new Bench(options)) {
      int port = bench.target.first().port();
      for (int i = 0; i < WARM_UP_WINDOWS; i++) {
        bench.measure(points.get(0), new StatusReads(port, WARM_UP_PER_SECOND));
      }
      for (int repeat = 0; repeat < options.repeats(); repeat++) {
        for (Point point : points) {
          StatusReads reads = new StatusReads(port, PER_SECOND);
          Measured load = bench.measure(point, reads);
          Times times = reads.reader.get();
          sheet.add(load.and(times.count(), times.ms(0.5), times.ms(0.99), reads.notBegun));
        }
      }
      bench.rows.right();
    }
  }

  @Override
  public void begin(ClosedLoop loop) {
    reader = new FutureTask<>(() -> read(loop));
    new Thread(reader, "status-reads").start();
  }

  @Override
  public void end() throws Exception {
    over.countDown();
    reader.get();
  }

  private Times read(ClosedLoop loop) throws Exception {
    LongStream.Builder times = LongStream.builder();
    try (Caller caller = new Caller(port)) {
      long next = System.nanoTime();
      while (!over.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        Optional<String> partner = loop.oldest();
        long start = System.nanoTime();
        if (partner.isPresent() && isBegun(caller, partner.get())) {
          times.add(System.nanoTime() - start);
        }
        next += periodNanos;
      }
    }
    return new Times(times.build().toArray());
  }

  /** A start may still wait in its queue: then there is no saga to ask for. */
  private boolean isBegun(Caller caller, String partnerId) throws IOException {
    Caller.Answer answer = caller.get("/sagas/" + partnerId + "/status");
    if (answer.status() != 200 && answer.status() != 404) {
      throw new IllegalStateException("refused: " + answer);
    }
    notBegun += answer.status() == 404 ? 1 : 0;
    return answer.status() == 200;
  }
}
