package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.StartReading;
import org.junit.jupiter.api.Test;

class EditedStartsTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final EditedStarts starts = new EditedStarts(new StartReader());

  @Test
  void a_start_that_was_given_up_is_tried_again_in_the_trace_of_its_event() {
    String event =
        """
        {"specversion": "1.0", "type": "PartnerOnboardingRequested", "traceparent": "%s", "data": %s}
        """;
    assertThat(traceOf(event.formatted(TRACE, Starts.MINIMAL))).isEqualTo(TRACE);
    assertThat(traceOf(Starts.MINIMAL)).isNull();
  }

  private String traceOf(String body) {
    return ((StartReading.Start) starts.letter("l-1", body, null)).request().traceParent();
  }
}
