package com.hexabuilders.onboarding.saga.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.start.SagaStarts;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sagas cancelled before their start was sent. */
class UnsentStartsTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void what_was_announced_but_not_sent_before_a_cancellation_reaches_observers(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = startUnsent(world);
      world.brokerAnswers = false;
      world.compensate(saga);
      world.brokerAnswers = true;
      world.pass(Duration.ofSeconds(6));
      assertCancelledAndTold(world, saga);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void a_cancellation_that_is_handled_at_once_tells_observers_what_was_unsent_before_it(
      TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = startUnsent(world);
      world.compensate(saga);
      assertCancelledAndTold(world, saga);
    }
  }

  /** Committed, and not sent: the broker was away, or the process died. */
  private static String startUnsent(SagaWorld world) {
    StartRequest request = SagaWorld.request("acme", "A", StartSource.REST, null);
    world.bean(SagaStarts.class).start(SagaWorld.TYPE, List.of(request));
    return request.sagaId();
  }

  private static void assertCancelledAndTold(SagaWorld world, String saga) {
    world.runUntilQuiet();
    assertThat(world.status(saga)).isEqualTo("COMPENSATED");
    assertThat(world.observed).anyMatch(event -> event.type().equals("Started"));
    assertThat(world.participants.calls).doesNotContain("do one");
  }
}
