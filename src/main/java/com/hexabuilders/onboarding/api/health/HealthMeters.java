package com.hexabuilders.onboarding.api.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Shows each component's health as a gauge: 1 healthy, 0 not; probed as {@link HealthChecks} does.
 */
@Component
class HealthMeters implements MeterBinder {

  private final HealthChecks checks;
  private final List<HealthProbe> probes;

  HealthMeters(HealthChecks checks, List<HealthProbe> probes) {
    this.checks = checks;
    this.probes = List.copyOf(probes);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (HealthProbe probe : probes) {
      String component = probe.component();
      Gauge.builder(
              "onboarding.component.up",
              checks,
              all -> all.results().getOrDefault(component, false) ? 1 : 0)
          .description("Whether a component answers: 1 or 0.")
          .tag("component", component)
          .register(registry);
    }
  }
}
