package com.hexabuilders.onboarding.architecture;

import com.hexabuilders.onboarding.routing.settings.RouteFiles;
import com.hexabuilders.onboarding.saga.definition.RouteDeclaration;
import java.util.List;

/** A step as its route file declares it. */
record DeclaredStep(String name, String participant, String announces) {

  private static final String ROUTES = "file:src/main/resources/routes/*.camel.yaml";

  /** All steps, in the order of the listing. */
  static List<DeclaredStep> all() {
    return RouteFiles.read(ROUTES).stream()
        .filter(route -> route.template().equals("saga-step"))
        .map(DeclaredStep::of)
        .toList();
  }

  private static DeclaredStep of(RouteDeclaration route) {
    return new DeclaredStep(
        route.parameters().get("step"),
        route.parameters().get("participant"),
        route.parameters().get("announces"));
  }
}
