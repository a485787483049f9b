package com.hexabuilders.onboarding.saga.definition;

import com.hexabuilders.onboarding.saga.definition.StepSettings.OnExhausted;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the saga room, prefix {@code onboarding}.
 *
 * @param steps patience per step name, {@code default} for all; {@code undo} inside for the undo
 * @param sweeper the saga's alarm clock
 * @param active how many sagas may run at a time
 * @param dataDir folder of what this process keeps in files
 */
@ConfigurationProperties("onboarding")
public record SagaSettings(
    Map<String, Patience> steps,
    @DefaultValue Sweeper sweeper,
    @DefaultValue Active active,
    String dataDir) {

  /** Period: the longest time between two sweeps. */
  public record Sweeper(@DefaultValue("1s") Duration period) {

    private static final int MISSED_PERIODS = 2;

    /** Longest time between two sweeps that is no gap. */
    public Duration longestPause() {
      return period.multipliedBy(MISSED_PERIODS);
    }
  }

  /** Max: running sagas above which intake pauses; those waiting for people do not count. */
  public record Active(@DefaultValue("5000") int max) {}

  /** What was set of a {@link StepSettings}; null where it was not. */
  public record Patience(
      Duration timeout,
      Duration personTimeout,
      Integer immediateRetries,
      Integer delayedRetries,
      Duration backoff,
      Double backoffMultiplier,
      Duration backoffMax,
      Double jitter,
      OnExhausted onExhausted,
      Integer consumers,
      Undo undo) {

    static final Patience NOTHING =
        new Patience(null, null, null, null, null, null, null, null, null, null, null);

    Patience withRetries(int immediate, int delayed) {
      return new Patience(
          timeout,
          personTimeout,
          immediate,
          delayed,
          backoff,
          backoffMultiplier,
          backoffMax,
          jitter,
          onExhausted,
          consumers,
          undo);
    }

    Patience withDelays(Duration first, Duration longest) {
      return new Patience(
          timeout,
          personTimeout,
          immediateRetries,
          delayedRetries,
          first,
          backoffMultiplier,
          longest,
          jitter,
          onExhausted,
          consumers,
          undo);
    }

    /** The undo's settings of this over others. */
    StepSettings undoOver(StepSettings base) {
      return undo == null ? base : undo.over(base);
    }

    StepSettings over(StepSettings base) {
      return new StepSettings(
          or(timeout, base.timeout()),
          or(personTimeout, base.personTimeout()),
          or(immediateRetries, base.immediateRetries()),
          or(delayedRetries, base.delayedRetries()),
          or(backoff, base.backoff()),
          or(backoffMultiplier, base.backoffMultiplier()),
          or(backoffMax, base.backoffMax()),
          or(jitter, base.jitter()),
          or(onExhausted, base.onExhausted()),
          or(consumers, base.consumers()));
    }
  }

  /** What was set for the undo of a step; null where it was not. */
  public record Undo(
      Integer immediateRetries,
      Integer delayedRetries,
      Duration backoff,
      Double backoffMultiplier,
      Duration backoffMax,
      Double jitter,
      Integer consumers) {

    StepSettings over(StepSettings base) {
      return asPatience().over(base);
    }

    Patience asPatience() {
      return new Patience(
          null,
          null,
          immediateRetries,
          delayedRetries,
          backoff,
          backoffMultiplier,
          backoffMax,
          jitter,
          null,
          consumers,
          null);
    }
  }

  private static final String ALL_STEPS = "default";

  public SagaSettings {
    Map<String, Patience> byKey = new HashMap<>();
    if (steps != null) {
      steps.forEach((name, patience) -> byKey.put(key(name), patience));
    }
    steps = Map.copyOf(byKey);
    if (sweeper.period().toMillis() < 10) {
      throw new IllegalArgumentException(
          "onboarding.sweeper.period must be at least 10ms; the default is 1s.");
    }
    if (active.max() < 1) {
      throw new IllegalArgumentException(
          "onboarding.active.max must be at least 1; the default is 5000.");
    }
  }

  /** What was set for all steps. */
  Patience forAllSteps() {
    return steps.getOrDefault(ALL_STEPS, Patience.NOTHING);
  }

  /** What was set for one step. */
  Patience forStep(String name) {
    return steps.getOrDefault(key(name), Patience.NOTHING);
  }

  /** Property binding drops the underscores of a map key, so both sides are compared without. */
  private static String key(String name) {
    return name.replace("_", "").replace("-", "");
  }

  private static <T> T or(T set, T otherwise) {
    return set == null ? otherwise : set;
  }
}
