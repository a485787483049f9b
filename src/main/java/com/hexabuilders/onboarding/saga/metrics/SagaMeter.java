package com.hexabuilders.onboarding.saga.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The meters of the journal: name, help and labels of each in one place. */
enum SagaMeter {
  STARTED("saga.started", "Sagas begun.", "type", "source"),
  FINISHED("saga.finished", "Sagas that reached a final status.", "type", "outcome"),
  DURATION("saga.duration", "From start to final status.", "type", "outcome"),
  OWN_DURATION(
      "saga.own.duration",
      "From start to final status, without the time persons were waited for.",
      "type",
      "outcome"),
  STEP_DURATION(
      "saga.step.duration",
      "From the announcement of what a step awaits to its outcome, queueing and retries included.",
      "step",
      "direction",
      "outcome"),
  EVENT_LATENCY("saga.event.latency", "From the announcement of an event to its handling.", "step"),
  RETRIES("saga.retries", "Calls made again, at once or delayed.", "step", "kind"),
  COMPENSATIONS(
      "saga.compensations", "Compensations that ended or got stuck.", "requested_by", "outcome"),
  DEAD_LETTERS("saga.dead.letters", "Messages given up.", "queue", "kind"),
  REJECTED("saga.rejected.messages", "Messages nobody could use.", "queue", "kind"),
  ABSORBED("saga.duplicates.absorbed", "Copies of events without any effect.", "step"),
  LATE("saga.late.messages", "Events that came after compensation had begun.", "step"),
  HEALED("saga.events.healed", "Events sent again because nobody had received them.", "step"),
  OPERATOR_ACTS("saga.operator.acts", "What people did or were refused.", "act", "outcome"),
  BATCH_SIZE("saga.batch.size", "Messages handled in one transaction.", "step");

  static final String OTHER = "other";

  private static final Duration[] OBJECTIVES = {
    Duration.ofMillis(20),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(5)
  };

  private final String title;
  private final String help;
  private final List<String> labels;

  SagaMeter(String title, String help, String... labels) {
    this.title = title;
    this.help = help;
    this.labels = List.of(labels);
  }

  Counter counter(MeterRegistry registry, String... values) {
    return Counter.builder(title).description(help).tags(tags(values)).register(registry);
  }

  Timer timer(MeterRegistry registry, String... values) {
    return Timer.builder(title)
        .description(help)
        .serviceLevelObjectives(OBJECTIVES)
        .tags(tags(values))
        .register(registry);
  }

  DistributionSummary summary(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(title)
        .description(help)
        .tags(tags(values))
        .register(registry);
  }

  private List<Tag> tags(String... values) {
    List<Tag> tags = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      tags.add(Tag.of(labels.get(i), values[i]));
    }
    return tags;
  }
}
