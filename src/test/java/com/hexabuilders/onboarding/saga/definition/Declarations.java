package com.hexabuilders.onboarding.saga.definition;

import com.hexabuilders.onboarding.saga.SagaWorld;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Route declarations for tests: a saga of three steps, and ways to change them. */
public final class Declarations {

  private Declarations() {}

  public static List<RouteDeclaration> threeSteps() {
    List<RouteDeclaration> all = new ArrayList<>();
    all.add(start());
    all.addAll(step("one", "Started", "OneDone"));
    all.addAll(step("two", "OneDone", "TwoDone"));
    all.addAll(step("three", "TwoDone", "ThreeDone"));
    all.add(completion());
    return all;
  }

  public static RouteDeclaration start() {
    return new RouteDeclaration(
        "start.camel.yaml",
        2,
        "saga-start",
        Map.of("type", SagaWorld.TYPE, "inbox", "start", "announces", "Started"));
  }

  public static RouteDeclaration completion() {
    return new RouteDeclaration(
        "completion.camel.yaml",
        2,
        "saga-completion",
        Map.of("inbox", "completion", "announces", "AllDone", "announcesFailure", "AllFailed"));
  }

  public static List<RouteDeclaration> step(String name, String awaits, String announces) {
    return List.of(forward(name, awaits, announces, Map.of()), undo(name));
  }

  public static RouteDeclaration forward(
      String name, String awaits, String announces, Map<String, String> more) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("step", name);
    parameters.put("participant", name + "s");
    parameters.put("awaits", awaits);
    parameters.put("announces", announces);
    parameters.put("reaches", name.toUpperCase(java.util.Locale.ROOT) + "_DONE");
    parameters.put("inbox", name);
    parameters.put("execute", "bean:" + name);
    parameters.putAll(more);
    return new RouteDeclaration(name + ".camel.yaml", 2, "saga-step", parameters);
  }

  public static RouteDeclaration undo(String name) {
    return new RouteDeclaration(
        name + ".camel.yaml",
        14,
        "saga-undo",
        Map.of("step", name, "inbox", name + ".undo", "execute", "bean:" + name));
  }
}
