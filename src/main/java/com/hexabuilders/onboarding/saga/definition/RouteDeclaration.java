package com.hexabuilders.onboarding.saga.definition;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One use of a route template in a route file.
 *
 * @param file name of the file
 * @param line where it begins, 1 is the first line
 * @param template id of the template, e.g. {@code saga-step}
 * @param parameters by name; absent ones are missing
 */
public record RouteDeclaration(
    String file, int line, String template, Map<String, String> parameters) {

  /** Template of the route that begins sagas. */
  public static final String START = "saga-start";

  /** Template of a step's forward route. */
  public static final String STEP = "saga-step";

  /** Template of a step's undo route. */
  public static final String UNDO = "saga-undo";

  /** Template of the route that completes sagas. */
  static final String COMPLETION = "saga-completion";

  /** Templates of the routes that read a queue. */
  static final List<String> READERS = List.of(START, STEP, UNDO, COMPLETION);

  public RouteDeclaration {
    parameters = Map.copyOf(parameters);
  }

  /** Where it stands, for sentences: {@code 20-contract.camel.yaml, line 3}. */
  public String place() {
    return file + ", line " + line;
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** A parameter without which the declaration makes no sense. */
  String required(String name) {
    String value = parameter(name);
    if (value.isBlank()) {
      throw new WrongRouteFiles(
          String.format(
              Locale.ROOT,
              "%s: the %s says no '%s'. Add the parameter {name: %s, value: ...}.",
              place(),
              template,
              name,
              name));
    }
    return value;
  }
}
