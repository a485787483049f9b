package com.hexabuilders.onboarding.saga.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.step.StepExecution;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted beside the log is what was committed. */
class CommittedCountsTest {

  @Test
  void a_batch_that_is_rolled_back_counts_nothing() {
    try (SagaWorld world = new SagaWorld(TestDatabase.H2)) {
      world.start("acme");
      Delivery message = world.queued.remove(0);
      world.participants.breaks("one");
      assertThatThrownBy(() -> execute(world, message)).isNotNull();
      assertThat(count(world, "saga.event.latency")).isZero();
      assertThat(count(world, "saga.batch.size")).isZero();

      world.participants.answers.clear();
      execute(world, message);
      execute(world, message);
      assertThat(count(world, "saga.event.latency")).as("one event").isEqualTo(1);
      assertThat(count(world, "saga.batch.size")).as("and its copy").isEqualTo(2);
    }
  }

  @Test
  void without_a_transaction_everything_counts_at_once() {
    try (SagaWorld world = new SagaWorld(TestDatabase.H2)) {
      world.bean(SagaMeters.class).batch("one", 3);
      assertThat(count(world, "saga.batch.size")).isEqualTo(1);
    }
  }

  private static void execute(SagaWorld world, Delivery message) {
    world.bean(StepExecution.class).execute("one", List.of(message));
  }

  private static double count(SagaWorld world, String meter) {
    return world.bean(MeterRegistry.class).find(meter).tag("step", "one").meters().stream()
        .mapToDouble(found -> found.measure().iterator().next().getValue())
        .sum();
  }
}
