package com.hexabuilders.onboarding.saga.definition;

import com.hexabuilders.onboarding.saga.Sentences;
import com.hexabuilders.onboarding.saga.definition.SagaSettings.Patience;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.stereotype.Component;

/**
 * How patient each step is. What is set for the step comes first, then what its route file
 * declares, then what is set for all steps. The defaults come last and yield to these ({@link
 * PatienceDefaults}). If the settings do not fit together, the start ends with {@link
 * WrongRouteFiles}.
 */
@Component
public class StepPatience {

  private static final String SETTINGS = "onboarding.steps.";

  private final Map<String, StepSettings> forward = new ConcurrentHashMap<>();
  private final Map<String, StepSettings> undo = new ConcurrentHashMap<>();
  private final Map<String, Patience> declared = new HashMap<>();
  private final SagaSettings settings;

  StepPatience(SagaSettings settings, RouteDeclarations declarations) {
    this.settings = settings;
    PatienceLimits.check(SETTINGS + "default.", settings.forAllSteps());
    declarations.all().stream()
        .filter(route -> route.template().equals(RouteDeclaration.STEP))
        .forEach(this::take);
  }

  private void take(RouteDeclaration route) {
    String name = route.parameter("step");
    Patience inFile = declared(route);
    PatienceLimits.check(route.place() + ": ", inFile);
    PatienceLimits.check(SETTINGS + name + ".", settings.forStep(name));
    declared.put(name, inFile);
    refuseUnreachedDelay(name + ".", step(name));
    refuseUnreachedDelay(name + ".undo.", undo(name));
    refuseImpatience(route);
  }

  /** Settings of a step's forward work. */
  public StepSettings step(String name) {
    return forward.computeIfAbsent(
        name,
        step ->
            PatienceDefaults.step(
                step,
                defaults ->
                    settings
                        .forStep(step)
                        .over(declared(step).over(settings.forAllSteps().over(defaults)))));
  }

  /** Settings of a step's undo: its own budget, never the forward one's. */
  public StepSettings undo(String name) {
    return undo.computeIfAbsent(
        name,
        step ->
            PatienceDefaults.undo(
                step,
                defaults ->
                    settings.forStep(step).undoOver(settings.forAllSteps().undoOver(defaults))));
  }

  private Patience declared(String step) {
    return declared.getOrDefault(step, Patience.NOTHING);
  }

  /** What a declaration says, empty values left out. */
  static Patience declared(RouteDeclaration step) {
    Map<String, String> values = new HashMap<>();
    step.parameters()
        .forEach(
            (name, value) -> {
              if (!value.isBlank()) {
                values.put("step." + name, value);
              }
            });
    try {
      return new Binder(new MapConfigurationPropertySource(values))
          .bind("step", Patience.class)
          .orElse(Patience.NOTHING);
    } catch (BindException e) {
      throw new WrongRouteFiles(
          step.place()
              + ": the parameter '"
              + e.getName().getLastElement(Form.ORIGINAL)
              + "' cannot be read. Durations look like 30s or 5m, counts are whole numbers.");
    }
  }

  /** A delay above its own cap would silently be the cap. */
  private static void refuseUnreachedDelay(String step, StepSettings settings) {
    if (!settings.reachesItsDelay()) {
      throw new WrongRouteFiles(
          String.format(
              Locale.ROOT,
              "%s%sbackoff is %s, longer than its cap %s%sbackoff-max of %s: lower the one or raise the other; what is set as onboarding.steps.default or in the step's file counts too.",
              SETTINGS,
              step,
              Sentences.duration(settings.backoff()),
              SETTINGS,
              step,
              Sentences.duration(settings.backoffMax())));
    }
  }

  /**
   * All pauses between the calls have to fit into the step's own time-out, wherever each is set.
   */
  private void refuseImpatience(RouteDeclaration route) {
    String name = route.parameter("step");
    StepSettings settings = step(name);
    if (!settings.fitsItsTimeout()) {
      throw new WrongRouteFiles(
          String.format(
              Locale.ROOT,
              "%s: the retries of the step '%s' take up to %s, longer than its time-out of %s. Raise timeout, or lower delayed-retries, immediate-retries or backoff, in this file or as onboarding.steps.%s.timeout and so on; what is set as onboarding.steps.default counts too.",
              route.place(),
              name,
              Sentences.duration(settings.longestDelays()),
              Sentences.duration(settings.timeout()),
              name));
    }
  }
}
