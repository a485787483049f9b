package com.hexabuilders.onboarding.saga.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.forecast.Effect.What;
import com.hexabuilders.onboarding.saga.forecast.ForecastReply.Forecast;
import com.hexabuilders.onboarding.saga.state.EventJson;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import java.util.ArrayList;
import java.util.List;

/** Compares a forecast with what the act and the saga's run have written since. */
final class Fulfilment {

  private Fulfilment() {}

  static void compare(SagaWorld world, Forecast forecast) {
    Saga saga = world.saga(forecast.sagaId());
    List<String> happened = happened(world, saga, forecast);
    List<String> foretold = forecast.effects().stream().map(each -> shown(each)).toList();
    assertThat(foretold).as("%s of %s", forecast, world.story(saga.id())).isEqualTo(happened);
    if (forecast.finalStatus() != null) {
      assertThat(forecast.finalStatus()).isEqualTo(saga.status());
    } else {
      assertThat(forecast.effects()).anyMatch(each -> each.effect() == null);
      assertThat(saga.status()).isIn("COMPENSATED", "FAILED");
    }
    List<String> asked = new ArrayList<>(world.participants.calls);
    for (String call : calls(forecast)) {
      int at = asked.indexOf(call);
      assertThat(at).as("%s in %s", call, asked).isNotNegative();
      asked.subList(0, at + 1).clear();
    }
  }

  /** What participants are asked at least, in order. */
  private static List<String> calls(Forecast forecast) {
    return forecast.effects().stream()
        .filter(each -> !Boolean.FALSE.equals(each.effect()))
        .map(each -> (each.what() == What.RUN ? "do " : "undo ") + each.step())
        .toList();
  }

  private static String shown(Effect effect) {
    return String.join(
        " ",
        String.valueOf(effect.seq()),
        effect.what().word(),
        effect.step(),
        String.valueOf(effect.effect()),
        effect.event());
  }

  /** What the log says after the act, in the words of a forecast. */
  private static List<String> happened(SagaWorld world, Saga saga, Forecast forecast) {
    List<String> happened = new ArrayList<>();
    for (LogEntry entry : world.log(saga.id())) {
      if (entry.seq() > forecast.asOfSeq()) {
        String what = what(saga, entry);
        if (what != null) {
          happened.add(entry.seq() + " " + what + " " + entry.type());
        }
      }
    }
    if (saga.isFinal() && !saga.status().equals("COMPLETED")) {
      happened.add(saga.log().lastSeq() + " end null false null");
    }
    return happened.stream().map(each -> asForetold(each, forecast)).toList();
  }

  private static String what(Saga saga, LogEntry entry) {
    String step = entry.step();
    return switch (entry.type()) {
      case "StepFenced" -> "fence " + step + " false";
      case "OneDone", "TwoDone", "ThreeDone" -> "run " + step + " true";
      case "AllDone" -> "end null false";
      case "CompensationCompleted" -> {
        boolean skipped = saga.steps().get(step).status() == StepStatus.SKIPPED;
        yield (skipped ? "skip " : "undo ") + step + " " + undone(entry);
      }
      case "OperatorActed", "CompensationRequested" -> null;
      default -> throw new AssertionError("Nobody foretold " + entry.type());
    };
  }

  private static boolean undone(LogEntry entry) {
    return EventJson.stored(entry.body()).at("/data/undone").asBoolean();
  }

  /** Where the forecast does not know the effect, either will do. */
  private static String asForetold(String happened, Forecast forecast) {
    int seq = Integer.parseInt(happened.substring(0, happened.indexOf(' ')));
    boolean unknown =
        forecast.effects().stream().anyMatch(e -> e.seq() == seq && e.effect() == null);
    return unknown && happened.contains("undo ")
        ? happened.replaceFirst(" (true|false) ", " null ")
        : happened;
  }
}
