package com.hexabuilders.onboarding.saga;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the journal counts beside the log, after each commit. Labels come from closed sets. */
@Component
class SagaMeters {

  private final MeterRegistry registry;

  SagaMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void committed(List<Saga> changed, List<DeadLetter> letters) {
    for (Saga saga : changed) {
      if (saga.isNew) {
        registry
            .counter("saga.started", "type", saga.definition.type(), "source", saga.source)
            .increment();
      }
      if (saga.isFinal()) {
        registry
            .counter("saga.finished", "type", saga.definition.type(), "outcome", saga.status)
            .increment();
      }
    }
    for (DeadLetter letter : letters) {
      registry
          .counter("saga.dead.letters", "queue", letter.queue(), "kind", letter.kind().name())
          .increment();
    }
  }

  void batch(String step, int size) {
    registry.summary("saga.batch.size", "step", step).record(size);
  }

  void absorbed(String step) {
    registry.counter("saga.duplicates.absorbed", "step", step).increment();
  }

  void late(String step) {
    registry.counter("saga.late.messages", "step", step).increment();
  }

  void healed(String step) {
    registry.counter("saga.events.healed", "step", step).increment();
  }
}
