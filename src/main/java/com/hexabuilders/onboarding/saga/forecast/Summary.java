package com.hexabuilders.onboarding.saga.forecast;

import com.hexabuilders.onboarding.saga.forecast.Effect.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Sums a forecast up in sentences. */
final class Summary {

  private Summary() {}

  /**
   * Says how many steps run and are undone, in which order, and how the saga ends.
   *
   * @param end the last sentence
   */
  static String of(List<Effect> effects, String end) {
    List<String> sentences = new ArrayList<>();
    List<String> runs = steps(effects, What.RUN, each -> true);
    List<String> skipped = steps(effects, What.SKIP, each -> true);
    List<String> undone = steps(effects, What.UNDO, each -> Boolean.TRUE.equals(each.effect()));
    List<String> unknown = steps(effects, What.UNDO, each -> each.effect() == null);
    counted(runs, "run", sentences);
    if (!skipped.isEmpty()) {
      sentences.add(format("The undo of %s will be left out.", String.join(", ", skipped)));
    }
    counted(undone, "be undone", sentences);
    if (!unknown.isEmpty()) {
      String names = String.join(", ", unknown);
      sentences.add(format("Whether %s had an effect is not recorded.", names));
    }
    boolean goesBack = effects.stream().anyMatch(each -> each.what() == What.UNDO);
    if (goesBack && undone.isEmpty() && unknown.isEmpty()) {
      sentences.add("No step has an effect to undo.");
    }
    sentences.add(end);
    return String.join(" ", sentences);
  }

  private static void counted(List<String> steps, String verb, List<String> sentences) {
    String names = String.join(", ", steps);
    if (steps.size() == 1) {
      sentences.add(format("1 step will %s: %s.", verb, names));
    } else if (steps.size() > 1) {
      sentences.add(format("%d steps will %s, in this order: %s.", steps.size(), verb, names));
    }
  }

  private static List<String> steps(List<Effect> effects, What what, Predicate<Effect> which) {
    return effects.stream()
        .filter(effect -> effect.what() == what)
        .filter(which)
        .map(Effect::step)
        .toList();
  }

  private static String format(String sentence, Object... values) {
    return String.format(Locale.ROOT, sentence, values);
  }
}
