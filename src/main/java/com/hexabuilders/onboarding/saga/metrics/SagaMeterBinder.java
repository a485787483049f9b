package com.hexabuilders.onboarding.saga.metrics;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.SagaDefinition;
import com.hexabuilders.onboarding.saga.definition.StepDefinition;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.state.FailureKind;
import com.hexabuilders.onboarding.saga.state.SagaStatus;
import com.hexabuilders.onboarding.saga.state.StartSource;
import com.hexabuilders.onboarding.saga.state.StepStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Registers every meter with every label at start, so that dashboards and rules never find a gap.
 */
@Component
class SagaMeterBinder implements MeterBinder {

  private static final List<String> ENDS =
      List.of(SagaStatus.COMPLETED, SagaStatus.COMPENSATED, SagaStatus.FAILED);
  private static final List<String> REQUESTERS =
      List.of("refusal", "failure", "timeout", FailureKind.OPERATOR);

  private final Definitions definitions;
  private final SagaCensus census;

  SagaMeterBinder(Definitions definitions, SagaCensus census) {
    this.definitions = definitions;
    this.census = census;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    definitions.all().forEach(definition -> bind(registry, definition));
    Stream.concat(definitions.queues().stream(), Stream.of(SagaMeter.OTHER))
        .forEach(queue -> bindQueue(registry, queue));
    for (String requester : REQUESTERS) {
      Stream.of(SagaStatus.COMPENSATED, SagaStatus.FAILED, "COMPENSATION_FAILED")
          .forEach(end -> SagaMeter.COMPENSATIONS.counter(registry, requester, end));
    }
    for (String act : AuditEntry.ALL) {
      Stream.of(AuditEntry.DONE, AuditEntry.REFUSED)
          .forEach(end -> SagaMeter.OPERATOR_ACTS.counter(registry, act, end));
    }
    Stream.of(AuditEntry.BEGUN, AuditEntry.FAILED)
        .forEach(end -> SagaMeter.OPERATOR_ACTS.counter(registry, AuditEntry.MANAGE, end));
    Gauge.builder("saga.dead.letters.open", census, SagaCensus::openDeadLetters)
        .description("Dead letters that wait for an operator.")
        .register(registry);
    Gauge.builder("saga.sweeper.lag", census, SagaCensus::sweeperLagSeconds)
        .description("How long the saga that is due the longest has been due.")
        .baseUnit("seconds")
        .register(registry);
  }

  private void bind(MeterRegistry registry, SagaDefinition definition) {
    String type = definition.type();
    Stream.of(StartSource.values())
        .forEach(source -> SagaMeter.STARTED.counter(registry, type, source.name()));
    for (String end : ENDS) {
      SagaMeter.FINISHED.counter(registry, type, end);
      SagaMeter.DURATION.timer(registry, type, end);
      SagaMeter.OWN_DURATION.timer(registry, type, end);
    }
    bindGauges(registry, definition);
    definition.steps().forEach(step -> bindStep(registry, step.name()));
    bindReader(registry, "completion");
    SagaMeter.BATCH_SIZE.summary(registry, "start");
    SagaMeter.ABSORBED.counter(registry, "start");
  }

  private void bindGauges(MeterRegistry registry, SagaDefinition definition) {
    String type = definition.type();
    for (String status : statuses(definition)) {
      Gauge.builder("saga.active", census, all -> all.active(type, status))
          .description("Sagas that are not final.")
          .tag("type", type)
          .tag("status", status)
          .register(registry);
    }
    Gauge.builder("saga.compensations.stuck", census, all -> all.stuck(type))
        .description("Sagas whose undo failed and waits for a person now.")
        .tag("type", type)
        .register(registry);
    Gauge.builder("saga.oldest.active.age", census, all -> all.oldestAgeSeconds(type))
        .description("Age of the oldest saga that is not final.")
        .baseUnit("seconds")
        .tag("type", type)
        .register(registry);
  }

  private static List<String> statuses(SagaDefinition definition) {
    return Stream.concat(
            Stream.of(SagaStatus.INITIATED, SagaStatus.COMPENSATING),
            definition.steps().stream().map(StepDefinition::reaches))
        .toList();
  }

  private static void bindStep(MeterRegistry registry, String step) {
    bindReader(registry, step);
    Stream.of("immediate", "delayed").forEach(k -> SagaMeter.RETRIES.counter(registry, step, k));
    Stream.of(StepStatus.DONE, StepStatus.REFUSED, StepStatus.FAILED, StepStatus.TIMED_OUT)
        .forEach(end -> SagaMeter.STEP_DURATION.timer(registry, step, "forward", end.name()));
    SagaMeter.STEP_DURATION.timer(registry, step, "undo", StepStatus.COMPENSATED.name());
  }

  private static void bindReader(MeterRegistry registry, String reader) {
    SagaMeter.BATCH_SIZE.summary(registry, reader);
    SagaMeter.EVENT_LATENCY.timer(registry, reader);
    SagaMeter.ABSORBED.counter(registry, reader);
    SagaMeter.LATE.counter(registry, reader);
    SagaMeter.HEALED.counter(registry, reader);
  }

  private static void bindQueue(MeterRegistry registry, String queue) {
    for (DeadLetterKind kind : DeadLetterKind.values()) {
      SagaMeter.DEAD_LETTERS.counter(registry, queue, kind.name());
      if (kind != DeadLetterKind.EXHAUSTED) {
        SagaMeter.REJECTED.counter(registry, queue, kind.name());
      }
    }
  }
}
