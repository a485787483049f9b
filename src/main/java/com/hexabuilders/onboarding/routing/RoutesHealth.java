package com.hexabuilders.onboarding.routing;

import com.hexabuilders.onboarding.api.health.HealthProbe;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.springframework.stereotype.Component;

/** The routes are healthy if Camel is up and every one of them is started. */
@Component
class RoutesHealth implements HealthProbe {

  private final CamelContext camel;

  RoutesHealth(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public String component() {
    return "routes";
  }

  @Override
  public boolean healthy() {
    return camel.isStarted()
        && !camel.getRoutes().isEmpty()
        && camel.getRoutes().stream().map(Route::getRouteId).allMatch(this::isStarted);
  }

  private boolean isStarted(String routeId) {
    return camel.getRouteController().getRouteStatus(routeId).isStarted();
  }
}
