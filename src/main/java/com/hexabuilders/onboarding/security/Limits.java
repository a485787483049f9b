package com.hexabuilders.onboarding.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much each of many callers may still do: a token bucket each, full at first, for the 10,000
 * callers seen last. One forgotten begins anew, so memory stays bounded whoever comes.
 */
public final class Limits {

  private static final int MOST_CALLERS = 10_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final long tokens;
  private final Duration period;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_CALLERS;
        }
      };

  /** So many tokens at once, and so many again in every period. */
  public Limits(long tokens, Duration period) {
    this.tokens = tokens;
    this.period = period;
  }

  /** Takes a token; 0, or the whole seconds to wait for the next if there is none. */
  public long take(String caller) {
    ConsumptionProbe taken = bucket(caller).tryConsumeAndReturnRemaining(1);
    return taken.isConsumed()
        ? 0
        : Math.max(1, (taken.getNanosToWaitForRefill() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
  }

  /** Gives a token back. */
  void giveBack(String caller) {
    bucket(caller).addTokens(1);
  }

  private synchronized Bucket bucket(String caller) {
    return buckets.computeIfAbsent(caller, name -> full());
  }

  private Bucket full() {
    return Bucket.builder().addLimit(l -> l.capacity(tokens).refillGreedy(tokens, period)).build();
  }
}
