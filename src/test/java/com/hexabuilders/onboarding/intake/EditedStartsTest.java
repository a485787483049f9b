package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.saga.start.StartReading;
import java.util.List;
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

  @Test
  void a_start_that_names_no_conversation_is_in_that_of_its_event() {
    String plain = Starts.with("\"ciudad\":\"Lima\"");
    assertThat(correlationOf("corr-event", plain)).isEqualTo("corr-event");
    assertThat(correlationOf("corr-event", Starts.MINIMAL)).isEqualTo("corr-123-456");
    String nothing = plain.replaceFirst("\\{", "{\"correlation_id\": null, ");
    assertThat(correlationOf("corr-event", nothing)).isEqualTo("corr-event");
    assertThat(correlationOf("\u00f1".repeat(128), plain)).isEqualTo("\u00f1".repeat(128));
    for (String none : List.of("", " ", "x".repeat(129), "a\\u0000b", "a\\nb", "\\ud800")) {
      assertThat(correlationOf(none, plain)).startsWith("corr-").hasSize(41);
    }
  }

  private String correlationOf(String event, String start) {
    String body =
        """
        {"specversion": "1.0", "type": "PartnerOnboardingRequested", "correlationid": "%s", "data": %s}
        """;
    return ((StartReading.Start) starts.letter("l-1", body.formatted(event, start), null))
        .request()
        .correlationId();
  }

  private String traceOf(String body) {
    return ((StartReading.Start) starts.letter("l-1", body, null)).request().traceParent();
  }
}
