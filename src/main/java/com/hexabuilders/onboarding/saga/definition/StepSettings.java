package com.hexabuilders.onboarding.saga.definition;

import java.time.Duration;
import java.time.Instant;

/**
 * How patient one step (or its undo) is. Every round is one call plus its immediate retries.
 *
 * @param timeout from the announcement of the awaited event to the outcome, queueing and retries
 *     included
 * @param personTimeout how long a person may be waited for
 * @param immediateRetries calls repeated at once, a few 100 ms apart at most
 * @param delayedRetries further rounds, kept in the journal
 * @param backoff delay before the first delayed retry
 * @param backoffMultiplier growth of the delay from round to round
 * @param backoffMax cap of the delay
 * @param jitter the delay is spread by this fraction, 0..1
 * @param onExhausted what happens after the last round
 * @param consumers consumer threads per instance
 */
public record StepSettings(
    Duration timeout,
    Duration personTimeout,
    int immediateRetries,
    int delayedRetries,
    Duration backoff,
    double backoffMultiplier,
    Duration backoffMax,
    double jitter,
    OnExhausted onExhausted,
    int consumers) {

  /** Between two calls of a round: {@code maximumRedeliveryDelay} in errors.camel.yaml. */
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private static final Duration FIRST_RESEND = Duration.ofSeconds(5);
  private static final Duration LONGEST_CHANCE = Duration.ofSeconds(15);
  public static final Duration LAST_RESEND = Duration.ofMinutes(5);

  /** What follows the last failed round. */
  public enum OnExhausted {
    COMPENSATE,
    SUSPEND
  }

  static final StepSettings DEFAULTS =
      new StepSettings(
          Duration.ofSeconds(30),
          Duration.ofDays(7),
          2,
          4,
          Duration.ofSeconds(1),
          2,
          Duration.ofSeconds(5),
          0.2,
          OnExhausted.COMPENSATE,
          1);

  /** When the given delayed retry (1, 2, ...) is due, see {@link RetryDelay}. */
  public Instant retryAt(int round, Instant now) {
    return delay().after(round, now);
  }

  private RetryDelay delay() {
    return new RetryDelay(backoff, backoffMultiplier, backoffMax, jitter);
  }

  /** The longest time all pauses between the calls of a step can take together. */
  Duration longestDelays() {
    return delay()
        .longestOfAll(delayedRetries)
        .plus(LONGEST_PAUSE.multipliedBy((1L + delayedRetries) * immediateRetries));
  }

  /** Whether all pauses between the calls fit into the time-out. */
  boolean fitsItsTimeout() {
    return longestDelays().compareTo(timeout) < 0;
  }

  /** Whether the first delay is not above its own cap, which it would silently be cut to. */
  boolean reachesItsDelay() {
    return delay().reachesItsFirst();
  }

  /** Returns when an event that no reader has received is sent again, after so many re-sends. */
  public Instant resendAt(int resends, Instant now) {
    return now.plus(doubled(atMostHalf(FIRST_RESEND), resends));
  }

  /**
   * Returns how long the last copy of an event has to be out before that event may be judged.
   * Readers may have paused in an outage, be in a batch or hold copies for a silent connection.
   * They come to the copy meanwhile.
   */
  public Duration chance() {
    return atMostHalf(LONGEST_CHANCE);
  }

  /** So long, or half of the time-out if that is less. */
  private Duration atMostHalf(Duration time) {
    Duration half = timeout.dividedBy(2);
    return half.compareTo(time) < 0 ? half : time;
  }

  /**
   * Returns when an unanswered undo request is sent again. Undos have no deadline, so no half of
   * one counts.
   */
  public static Instant undoResendAt(int resends, Instant now) {
    return now.plus(doubled(FIRST_RESEND, resends));
  }

  private static Duration doubled(Duration first, int times) {
    Duration grown = first.multipliedBy(1L << Math.min(times, 20));
    return grown.compareTo(LAST_RESEND) > 0 ? LAST_RESEND : grown;
  }
}
