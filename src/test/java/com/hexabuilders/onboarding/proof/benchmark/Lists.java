package com.hexabuilders.onboarding.proof.benchmark;

import com.hexabuilders.onboarding.proof.stories.Orders;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Reads pages of fifty sagas, one after the other. */
final class Lists implements AutoCloseable {

  private static final String PAGE = "/sagas?limit=50";
  private static final int READS = 100;
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Caller caller;

  /** From the application on this port. */
  Lists(int port) throws IOException {
    caller = new Caller(port);
  }

  /** A hundred times the page of these parameters, or as often as ten seconds allow. */
  Times read(String parameters) throws IOException {
    LongStream.Builder times = LongStream.builder();
    long begin = System.nanoTime();
    for (int i = 0; i < READS && System.nanoTime() - begin < LONGEST_NANOS; i++) {
      long start = System.nanoTime();
      page(parameters);
      times.add(System.nanoTime() - start);
    }
    return new Times(times.build().toArray());
  }

  /** The cursor of the page after the one that begins at this time. */
  String cursor(Instant to) throws IOException {
    return Orders.json(page("&to=" + to)).path("next_cursor").asText();
  }

  private String page(String parameters) throws IOException {
    Caller.Answer answer = caller.get(PAGE + parameters);
    if (answer.status() != 200) {
      throw new IllegalStateException("refused: " + answer);
    }
    return answer.body();
  }

  @Override
  public void close() throws IOException {
    caller.close();
  }
}
