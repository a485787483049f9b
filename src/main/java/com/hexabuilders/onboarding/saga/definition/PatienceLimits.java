package com.hexabuilders.onboarding.saga.definition;

import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.definition.SagaSettings.Patience;
import java.time.Duration;
import java.util.Locale;

/**
 * What the patience of a step can be at all, wherever it is set. A value beyond it ends the start
 * with {@link WrongRouteFiles} that names setting, value and range.
 */
final class PatienceLimits {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(3_650);
  private static final Duration LONGEST_DELAY = Duration.ofDays(90);

  private final String prefix;

  private PatienceLimits(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Looks at everything that is set; what is null was not.
   *
   * @param prefix what stands before the name of each setting, e.g. {@code onboarding.steps.two.}
   */
  static void check(String prefix, Patience set) {
    new PatienceLimits(prefix).check(set);
    if (set.undo() != null) {
      new PatienceLimits(prefix + "undo.").check(set.undo().asPatience());
    }
  }

  private void check(Patience set) {
    time("timeout", set.timeout(), LONGEST);
    time("person-timeout", set.personTimeout(), LONGEST);
    number("immediate-retries", set.immediateRetries(), 0, 100);
    number("delayed-retries", set.delayedRetries(), 0, 1_000);
    time("backoff", set.backoff(), LONGEST_DELAY);
    number("backoff-multiplier", set.backoffMultiplier(), 1, 100);
    time("backoff-max", set.backoffMax(), LONGEST_DELAY);
    number("jitter", set.jitter(), 0, 1);
    number("consumers", set.consumers(), 1, 100);
  }

  private void time(String setting, Duration value, Duration longest) {
    if (value != null && (value.compareTo(SHORTEST) < 0 || value.compareTo(longest) > 0)) {
      throw outOfRange(
          setting,
          Sentences.duration(value),
          Sentences.duration(SHORTEST),
          Sentences.duration(longest));
    }
  }

  private void number(String setting, Number value, int least, int most) {
    if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
      throw outOfRange(setting, value, least, most); // also what is no number at all
    }
  }

  private WrongRouteFiles outOfRange(String setting, Object value, Object least, Object most) {
    return new WrongRouteFiles(
        String.format(
            Locale.ROOT,
            "%s%s is %s: set it to something from %s to %s.",
            prefix,
            setting,
            value,
            least,
            most));
  }
}
