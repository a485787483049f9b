package com.hexabuilders.onboarding.saga.definition;

import com.hexabuilders.onboarding.saga.SagaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Derives a saga's definition from what its route files declare. Files that make no saga are
 * refused with a message that names file, line and cure.
 */
final class DefinitionAssembler {

  private final List<RouteDeclaration> declarations;
  private final Map<String, RouteDeclaration> undos = new HashMap<>();

  private DefinitionAssembler(List<RouteDeclaration> declarations) {
    this.declarations = declarations;
  }

  /**
   * Assembles the sagas, one per {@code saga-start}.
   *
   * @throws WrongRouteFiles if the files do not make one chain from start to completion
   */
  static List<SagaDefinition> assemble(List<RouteDeclaration> declarations) {
    return List.of(new DefinitionAssembler(declarations).assembleOne());
  }

  private SagaDefinition assembleOne() {
    RouteDeclaration start = single(RouteDeclaration.START);
    RouteDeclaration completion = single(RouteDeclaration.COMPLETION);
    List<RouteDeclaration> steps = all(RouteDeclaration.STEP);
    refuseCopies(steps, "step", "Two steps have the same name; rename one.");
    refuseCopies(readers(), "inbox", "Two routes read the same queue; give each its own inbox.");
    refuseCopies(steps, "awaits", "Two steps await the same event; let one await the other's.");
    refuseCopies(steps, "announces", "Two steps announce the same event; rename one.");
    collectUndos(steps);
    List<StepDefinition> chain = chain(start, steps);
    return new SagaDefinition(
        type(start),
        0,
        new SagaDefinition.Start(start.required("inbox"), start.required("announces")),
        chain,
        new SagaDefinition.Completion(
            completion.required("inbox"),
            completion.required("announces"),
            completion.required("announcesFailure")));
  }

  private List<StepDefinition> chain(RouteDeclaration start, List<RouteDeclaration> steps) {
    Map<String, RouteDeclaration> byAwaited = new HashMap<>();
    steps.forEach(step -> byAwaited.put(step.required("awaits"), step));
    Set<RouteDeclaration> placed = new LinkedHashSet<>();
    RouteDeclaration next = byAwaited.get(start.required("announces"));
    while (next != null && placed.add(next)) {
      next = byAwaited.get(next.required("announces"));
    }
    if (next != null) {
      throw wrong(
          next,
          "the event '%s' leads back to a step that has run; a saga has no circle.",
          next.parameter("awaits"));
    }
    steps.stream().filter(step -> !placed.contains(step)).findFirst().ifPresent(this::refuseLoose);
    if (placed.isEmpty()) {
      throw wrong(start, "no step awaits '%s'. Add a step file.", start.parameter("announces"));
    }
    return placed.stream().map(this::step).toList();
  }

  private void refuseLoose(RouteDeclaration step) {
    String awaited = step.parameter("awaits");
    boolean announced =
        all(RouteDeclaration.STEP).stream()
            .anyMatch(other -> other.parameter("announces").equals(awaited));
    throw announced
        ? wrong(
            step,
            "the step '%s' is in a circle that the start never reaches. Let one step of it await an event of the chain.",
            step.parameter("step"))
        : wrong(
            step,
            "the step '%s' awaits '%s', which no file announces. Put the missing step's file back, or await an event that is announced.",
            step.parameter("step"),
            awaited);
  }

  private void collectUndos(List<RouteDeclaration> steps) {
    for (RouteDeclaration undo : all(RouteDeclaration.UNDO)) {
      String name = undo.required("step");
      if (steps.stream().noneMatch(step -> step.parameter("step").equals(name))) {
        throw wrong(undo, "there is no step '%s' to undo. Correct the name.", name);
      }
      if (undos.put(name, undo) != null) {
        throw wrong(undo, "the step '%s' has two undo routes. Remove one.", name);
      }
    }
  }

  private StepDefinition step(RouteDeclaration step) {
    String name = step.required("step");
    RouteDeclaration undo = undos.get(name);
    if (undo == null) {
      throw wrong(
          step,
          "the step '%s' has no undo. Add a templatedRoute of saga-undo for it to the file.",
          name);
    }
    step.required("execute");
    return new StepDefinition(
        name,
        step.required("participant"),
        step.required("awaits"),
        step.required("announces"),
        step.required("reaches"),
        step.required("inbox"),
        undo.required("inbox"),
        nothingToUndo(undo));
  }

  /**
   * Returns why there is nothing to undo; null if the route names the participant that undoes it.
   */
  private static String nothingToUndo(RouteDeclaration undo) {
    String why = undo.parameter("nothing-to-undo");
    if (why.isBlank() == undo.parameter("execute").isBlank()) {
      throw wrong(
          undo,
          "the undo of the step '%s' needs either 'execute', who undoes it, or 'nothing-to-undo', why nobody has to.",
          undo.parameter("step"));
    }
    return why.isBlank() ? null : why;
  }

  private static String type(RouteDeclaration start) {
    try {
      return new SagaType(start.required("type")).name();
    } catch (IllegalArgumentException e) {
      throw wrong(start, "%s Correct 'type'.", e.getMessage());
    }
  }

  private RouteDeclaration single(String template) {
    List<RouteDeclaration> found = all(template);
    if (found.isEmpty()) {
      throw new WrongRouteFiles(
          String.format(
              Locale.ROOT,
              "No route file uses the template '%s'. Put the file back that declares the saga's %s.",
              template,
              template.substring("saga-".length())));
    }
    if (found.size() > 1) {
      throw wrong(
          found.get(1),
          "'%s' is declared twice, first in %s. Remove one.",
          template,
          found.get(0).place());
    }
    return found.get(0);
  }

  private static void refuseCopies(List<RouteDeclaration> routes, String parameter, String cure) {
    Map<String, RouteDeclaration> seen = new HashMap<>();
    for (RouteDeclaration route : routes) {
      RouteDeclaration first = seen.putIfAbsent(route.required(parameter), route);
      if (first != null) {
        throw wrong(
            route,
            "'%s' stands in %s already. %s",
            route.parameter(parameter),
            first.place(),
            cure);
      }
    }
  }

  private List<RouteDeclaration> readers() {
    List<RouteDeclaration> readers = new ArrayList<>();
    RouteDeclaration.READERS.forEach(template -> readers.addAll(all(template)));
    return readers;
  }

  private List<RouteDeclaration> all(String template) {
    return declarations.stream().filter(route -> route.template().equals(template)).toList();
  }

  private static WrongRouteFiles wrong(RouteDeclaration route, String sentence, Object... values) {
    return new WrongRouteFiles(route.place() + ": " + String.format(Locale.ROOT, sentence, values));
  }
}
