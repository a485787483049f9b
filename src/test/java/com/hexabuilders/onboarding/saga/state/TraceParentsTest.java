package com.hexabuilders.onboarding.saga.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.TestDatabases.TestDatabase;
import com.hexabuilders.onboarding.saga.SagaWorld;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.start.StartResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the traceparent of an event comes from. */
class TraceParentsTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void every_event_of_a_saga_is_in_the_callers_trace_at_a_span_of_its_own(TestDatabase database) {
    try (SagaWorld world = new SagaWorld(database)) {
      String saga = start(world, CALLER);
      world.participants.breaks("two");
      world.runUntilQuiet();
      world.participants.answers.clear();
      world.pass(Duration.ofSeconds(10)); // the delayed retry
      world.runUntilQuiet();

      assertThat(world.status(saga)).isEqualTo("COMPLETED");
      assertThat(world.story(saga)).contains("StepRetryScheduled two");
      List<String> spans = world.log(saga).stream().map(TraceParentsTest::traceparent).toList();
      assertThat(spans).doesNotHaveDuplicates().allMatch(text -> text.startsWith("00-" + TRACE));
      assertThat(world.log(saga))
          .allSatisfy(
              entry ->
                  assertThat(traceparent(entry))
                      .isEqualTo("00-%s-%s-01", TRACE, TraceParent.spanOf(entry.eventId())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n"
      })
  void a_malformed_traceparent_is_replaced_by_one_of_the_saga_id(String given) {
    try (SagaWorld world = new SagaWorld(TestDatabase.H2)) {
      String saga = start(world, given);

      assertThat(traceparent(world.log(saga).get(0)))
          .startsWith("00-" + saga.replace("-", "") + "-")
          .endsWith("-01")
          .hasSize(55);
    }
  }

  @Test
  void an_unsampled_trace_stays_unsampled_and_a_later_version_is_read_as_far_as_known() {
    assertThat(TraceParent.parse(CALLER.replaceAll("01$", "02")).orElseThrow().text())
        .isEqualTo(CALLER.replaceAll("01$", "00"));
    assertThat(TraceParent.parse("01" + CALLER.substring(2) + "-more").orElseThrow().text())
        .isEqualTo(CALLER);
  }

  private static String start(SagaWorld world, String traceParent) {
    StartRequest request = SagaWorld.request("acme", "content", StartSource.REST, null);
    return ((StartResult.Accepted) world.start(request.tracedBy(traceParent))).sagaId();
  }

  private static String traceparent(LogEntry entry) {
    return EventJson.stored(entry.body()).path("traceparent").textValue();
  }
}
