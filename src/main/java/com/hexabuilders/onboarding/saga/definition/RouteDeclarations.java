package com.hexabuilders.onboarding.saga.definition;

import java.util.List;

/** What the route files declare; read once, before the first message is. */
public interface RouteDeclarations {

  /** Every use of a route template, in order of file and line. */
  List<RouteDeclaration> all();
}
