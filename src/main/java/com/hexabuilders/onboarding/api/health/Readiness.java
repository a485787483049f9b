package com.hexabuilders.onboarding.api.health;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Part of the actuator's readiness: down while database, broker or routes do not answer. Liveness
 * asks nobody, so an outage restarts no instance.
 */
@Component("sagasHealthIndicator")
class Readiness implements HealthIndicator {

  private static final Set<String> NEEDED = Set.of("database", "broker", "routes");

  private final HealthChecks checks;

  Readiness(HealthChecks checks) {
    this.checks = checks;
  }

  @Override
  public Health health() {
    Map<String, Boolean> results = checks.results();
    boolean ready = NEEDED.stream().allMatch(name -> results.getOrDefault(name, true));
    return (ready ? Health.up() : Health.outOfService()).withDetails(results).build();
  }
}
