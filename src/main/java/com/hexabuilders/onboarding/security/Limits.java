package com.hexabuilders.onboarding.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * How much each of many callers may still do: a token bucket each, full at first, for at most
 * 10,000 callers. A bucket that nobody has touched for a period is full again and is dropped.
 * Beyond 10,000 the caller that is seen least often is dropped. So a crowd of new callers frees
 * none that goes on asking while it is limited; it may free one that has tokens left.
 */
public final class Limits {

  private static final int MOST_CALLERS = 10_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final long tokens;
  private final Duration period;
  private final LoadingCache<String, Bucket> buckets;

  /** So many tokens at once, and so many again in every period. */
  public Limits(long tokens, Duration period) {
    this.tokens = tokens;
    this.period = period;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_CALLERS)
            .expireAfterAccess(period)
            .executor(Runnable::run)
            .build(caller -> full());
  }

  /** Takes a token; 0, or the whole seconds to wait for the next if there is none. */
  public long take(String caller) {
    ConsumptionProbe taken = buckets.get(caller).tryConsumeAndReturnRemaining(1);
    return taken.isConsumed()
        ? 0
        : Math.max(1, (taken.getNanosToWaitForRefill() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
  }

  /** Gives a token back. */
  void giveBack(String caller) {
    buckets.get(caller).addTokens(1);
  }

  /** Callers whose bucket is kept. */
  long size() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private Bucket full() {
    return Bucket.builder().addLimit(l -> l.capacity(tokens).refillGreedy(tokens, period)).build();
  }
}
