package com.hexabuilders.onboarding.saga.definition;

import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.definition.SagaSettings.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The defaults of a step's patience as far as they fit what is set. A default delay yields to a set
 * cap, and a default cap to a set delay. Only as many default retries are made as the time-out has
 * room for. A setting is never changed. If the settings do not fit together, no default yields.
 */
final class PatienceDefaults {

  private static final Logger LOG = LoggerFactory.getLogger(PatienceDefaults.class);

  private PatienceDefaults() {}

  /**
   * Patience of a step's forward work.
   *
   * @param set lays all that is set over the defaults
   */
  static StepSettings step(String name, UnaryOperator<StepSettings> set) {
    return told(name, set, fewerRetries(fittingDelays(set), set));
  }

  /** Patience of a step's undo, which no time-out ends. */
  static StepSettings undo(String name, UnaryOperator<StepSettings> set) {
    return told(name + ".undo", set, fittingDelays(set));
  }

  /** Each of the two as the other, so that whichever is set has its way. */
  private static StepSettings fittingDelays(UnaryOperator<StepSettings> set) {
    StepSettings asked = set.apply(StepSettings.DEFAULTS);
    return asked.reachesItsDelay()
        ? StepSettings.DEFAULTS
        : Patience.NOTHING
            .withDelays(asked.backoffMax(), asked.backoff())
            .over(StepSettings.DEFAULTS);
  }

  /** First fewer rounds, then fewer calls in the only round. */
  private static StepSettings fewerRetries(StepSettings defaults, UnaryOperator<StepSettings> set) {
    for (int fewer = 0; fewer <= defaults.delayedRetries() + defaults.immediateRetries(); fewer++) {
      int delayed = Math.max(0, defaults.delayedRetries() - fewer);
      int immediate = defaults.immediateRetries() + defaults.delayedRetries() - delayed - fewer;
      StepSettings tried = Patience.NOTHING.withRetries(immediate, delayed).over(defaults);
      if (set.apply(tried).fitsItsTimeout()) {
        return tried;
      }
    }
    return defaults;
  }

  private static StepSettings told(
      String name, UnaryOperator<StepSettings> set, StepSettings defaults) {
    StepSettings before = set.apply(StepSettings.DEFAULTS);
    StepSettings now = set.apply(defaults);
    List<String> yielded = new ArrayList<>();
    note(yielded, "delayed-retries", before.delayedRetries(), now.delayedRetries());
    note(yielded, "immediate-retries", before.immediateRetries(), now.immediateRetries());
    note(yielded, "backoff", shown(before.backoff()), shown(now.backoff()));
    note(yielded, "backoff-max", shown(before.backoffMax()), shown(now.backoffMax()));
    if (!yielded.isEmpty()) {
      LOG.info(
          "onboarding.steps.{}: {}; the default does not fit what is set.",
          name,
          String.join(", ", yielded));
    }
    return now;
  }

  private static void note(List<String> yielded, String setting, Object before, Object now) {
    if (!before.equals(now)) {
      yielded.add(String.format(Locale.ROOT, "%s is %s instead of %s", setting, now, before));
    }
  }

  private static String shown(Duration duration) {
    return Sentences.duration(duration);
  }
}
