package com.hexabuilders.onboarding.saga.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The journal's meters, each looked up in the registry once: labels come from closed sets. */
final class HeldMeters {

  private record Key(SagaMeter meter, List<String> labels) {}

  private final MeterRegistry registry;
  private final Map<Key, Meter> held = new ConcurrentHashMap<>();

  HeldMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  Counter counter(SagaMeter meter, String... labels) {
    return (Counter) held(meter, labels, () -> meter.counter(registry, labels));
  }

  Timer timer(SagaMeter meter, String... labels) {
    return (Timer) held(meter, labels, () -> meter.timer(registry, labels));
  }

  DistributionSummary summary(SagaMeter meter, String... labels) {
    return (DistributionSummary) held(meter, labels, () -> meter.summary(registry, labels));
  }

  private Meter held(SagaMeter meter, String[] labels, Supplier<Meter> registered) {
    return held.computeIfAbsent(new Key(meter, List.of(labels)), key -> registered.get());
  }
}
