package com.hexabuilders.onboarding.saga.forecast;

import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.forecast.Effect.What;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what would happen to a saga from the log entries that its working copy has gained. */
final class Effects {

  private final Saga saga;
  private final Map<String, ExpectedUndo> undos;

  /**
   * @param saga run to its end
   * @param undos what the undo of each step reports
   */
  Effects(Saga saga, Map<String, ExpectedUndo> undos) {
    this.saga = saga;
    this.undos = undos;
  }

  /** All effects in order. */
  List<Effect> inOrder() {
    List<Effect> effects = new ArrayList<>();
    saga.unsaved().entries().forEach(entry -> effect(entry).ifPresent(effects::add));
    if (saga.isFinal() && !SagaStatus.COMPLETED.equals(saga.status())) { // no event says so
      effects.add(new Effect(saga.log().lastSeq(), What.END, null, false, null, end()));
    }
    return effects;
  }

  private Optional<Effect> effect(LogEntry entry) {
    if (entry.type().equals(EventTypes.STEP_FENCED)) {
      return Optional.of(about(entry, What.FENCE, false, fenced(entry.step())));
    }
    if (entry.type().equals(EventTypes.COMPENSATION_COMPLETED)) {
      ExpectedUndo undo = undos.get(entry.step());
      What what = undo == ExpectedUndo.SKIPPED ? What.SKIP : What.UNDO;
      return Optional.of(about(entry, what, undo.effect(), undo.sentence(entry.step())));
    }
    if (entry.type().equals(saga.definition().completion().announces())) {
      return Optional.of(about(entry, What.END, false, end()));
    }
    return saga.definition()
        .step(entry.step())
        .map(StepDefinition::announces)
        .filter(entry.type()::equals)
        .map(done -> about(entry, What.RUN, true, runs(entry.step())));
  }

  private static Effect about(LogEntry entry, What what, Boolean effect, String sentence) {
    return new Effect(entry.seq(), what, entry.step(), effect, entry.type(), sentence);
  }

  /** Returns the status the saga comes to rest in; null if a participant's answer decides. */
  String finalStatus() {
    boolean decidedLater =
        SagaStatus.FAILED.equals(saga.status()) && undos.containsValue(ExpectedUndo.UNKNOWN);
    return decidedLater ? null : saga.status();
  }

  /** How it ends, in a sentence. */
  String end() {
    if (!saga.isFinal()) {
      return String.format(
          Locale.ROOT,
          "The saga stays %s until a person decides about the step '%s'.",
          saga.status(),
          saga.currentStep());
    }
    return finalStatus() == null
        ? "The saga ends as COMPENSATED if there was anything to undo, otherwise as FAILED."
        : String.format(Locale.ROOT, "The saga ends as %s.", saga.status());
  }

  private static String fenced(String step) {
    return String.format(
        Locale.ROOT, "The step '%s' has had no effect, and will not run any more.", step);
  }

  private static String runs(String step) {
    return String.format(Locale.ROOT, "The step '%s' will run.", step);
  }
}
