package com.hexabuilders.onboarding.saga.metrics;

import com.hexabuilders.onboarding.saga.AuditEntry;
import com.hexabuilders.onboarding.saga.definition.Definitions;
import com.hexabuilders.onboarding.saga.definition.EventTypes;
import com.hexabuilders.onboarding.saga.journal.CommitListener;
import com.hexabuilders.onboarding.saga.journal.DeadLetter;
import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.state.LogEntry;
import com.hexabuilders.onboarding.saga.state.Saga;
import com.hexabuilders.onboarding.saga.state.SagaStep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What is counted beside the log. A transaction counts after its commit, and not at all if it is
 * rolled back. An immediate retry is in no transaction and counts at once. Every label comes from a
 * closed set: names of declared steps and queues, kinds and statuses; whatever else comes in counts
 * as {@code other}.
 */
@Component
public class SagaMeters implements CommitListener {

  private static final String COMPLETION = "completion";

  private final HeldMeters meters;
  private final CommittedCounts counts = new CommittedCounts();
  private final Definitions definitions;

  SagaMeters(MeterRegistry registry, Definitions definitions) {
    this.meters = new HeldMeters(registry);
    this.definitions = definitions;
  }

  @Override
  public void committed(List<Saga> changed, List<DeadLetter> letters) {
    changed.forEach(this::committed);
    for (DeadLetter letter : letters) {
      String queue = definitions.isQueue(letter.queue()) ? letter.queue() : SagaMeter.OTHER;
      meters.counter(SagaMeter.DEAD_LETTERS, queue, letter.kind().name()).increment();
      if (letter.kind() != DeadLetterKind.EXHAUSTED) {
        meters.counter(SagaMeter.REJECTED, queue, letter.kind().name()).increment();
      }
    }
  }

  private void committed(Saga saga) {
    String type = saga.definition().type();
    if (saga.unsaved().isNew()) {
      meters.counter(SagaMeter.STARTED, type, saga.identity().source()).increment();
    }
    if (saga.isFinal()) {
      meters.counter(SagaMeter.FINISHED, type, saga.status()).increment();
      Duration whole = Duration.between(saga.identity().createdAt(), saga.completedAt());
      meters.timer(SagaMeter.DURATION, type, saga.status()).record(whole);
      meters
          .timer(SagaMeter.OWN_DURATION, type, saga.status())
          .record(whole.minusMillis(saga.log().waitedMillis()));
      if (saga.compensation().requestedBy() != null) {
        compensation(saga, saga.status());
      }
    }
    saga.unsaved().entries().stream()
        .filter(entry -> entry.step() != null && saga.steps().get(entry.step()) != null)
        .forEach(entry -> ended(saga, saga.steps().get(entry.step()), entry));
  }

  /** A log entry that says a step or its undo has ended; any other says nothing here. */
  private void ended(Saga saga, SagaStep step, LogEntry entry) {
    boolean undo = entry.type().equals(EventTypes.COMPENSATION_COMPLETED);
    switch (step.status()) {
      case DONE, REFUSED, FAILED, TIMED_OUT -> {
        if (isOutcome(saga, entry)) {
          duration(
              step, "forward", step.status().name(), step.work().startedAt(), entry.recordedAt());
        }
      }
      case COMPENSATED -> {
        if (undo) {
          duration(
              step, "undo", step.status().name(), step.work().completedAt(), entry.recordedAt());
        }
      }
      case COMPENSATION_FAILED -> {
        if (entry.type().equals(EventTypes.STEP_EXHAUSTED)) {
          compensation(saga, step.status().name());
        }
      }
      default -> {
        // nothing has ended
      }
    }
  }

  private static boolean isOutcome(Saga saga, LogEntry entry) {
    return entry.type().equals(EventTypes.STEP_REFUSED)
        || entry.type().equals(EventTypes.STEP_EXHAUSTED)
        || entry.type().equals(EventTypes.STEP_TIMED_OUT)
        || saga.definition().steps().stream().anyMatch(s -> s.announces().equals(entry.type()));
  }

  private void duration(
      SagaStep step, String direction, String outcome, Instant from, Instant until) {
    if (from != null && until != null && !until.isBefore(from)) {
      meters
          .timer(SagaMeter.STEP_DURATION, step.name(), direction, outcome)
          .record(Duration.between(from, until));
    }
  }

  private void compensation(Saga saga, String outcome) {
    meters.counter(SagaMeter.COMPENSATIONS, saga.compensation().requestedBy(), outcome).increment();
  }

  /** A person acted or was refused. */
  public void acted(AuditEntry act) {
    String name = AuditEntry.ALL.contains(act.act()) ? act.act() : SagaMeter.OTHER;
    count(SagaMeter.OPERATOR_ACTS, name, act.outcome());
  }

  /** A batch of so many messages was handled. */
  public void batch(String step, int size) {
    counts.add(() -> meters.summary(SagaMeter.BATCH_SIZE, step).record(size));
  }

  /** An event was admitted so long after it was announced. */
  public void received(String step, Instant announced, Instant now) {
    if (announced != null && !now.isBefore(announced)) {
      Duration latency = Duration.between(announced, now);
      String reader = step == null ? COMPLETION : step;
      counts.add(() -> meters.timer(SagaMeter.EVENT_LATENCY, reader).record(latency));
    }
  }

  public void absorbed(String step) {
    count(SagaMeter.ABSORBED, step);
  }

  public void late(String step) {
    count(SagaMeter.LATE, step);
  }

  public void healed(String step) {
    count(SagaMeter.HEALED, step);
  }

  /** A step is called again: {@code immediate}, or {@code delayed} by the sweeper. */
  public void retried(String step, String kind) {
    count(SagaMeter.RETRIES, step, kind);
  }

  private void count(SagaMeter meter, String... labels) {
    counts.add(() -> meters.counter(meter, labels).increment());
  }
}
