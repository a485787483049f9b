package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.saga.journal.DeadLetterKind;
import com.hexabuilders.onboarding.saga.journal.Delivery;
import com.hexabuilders.onboarding.saga.start.QueueStarts;
import com.hexabuilders.onboarding.saga.start.QueueStarts.Drop;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read of a dropped message. */
class DroppedStartsTest {

  private static final String PLAIN = Starts.with("\"ciudad\":\"Lima\"");

  private Drop read;

  @Test
  void the_correlation_id_is_the_starts_else_the_events_else_made() {
    assertThat(drop(event("corr-event", Starts.MINIMAL)).request().correlationId())
        .isEqualTo("corr-123-456");
    assertThat(drop(event("corr-event", PLAIN)).request().correlationId()).isEqualTo("corr-event");
    Drop made = drop(event("x".repeat(129), PLAIN));
    assertThat(made.request().correlationId()).isEqualTo("corr-" + made.request().sagaId());
  }

  @Test
  void a_faulty_start_in_an_event_has_its_own_faults_only() {
    Drop drop = drop(event(" ", Starts.with("\"tipo_partner\":7")));
    assertThat(drop.kind()).isEqualTo(DeadLetterKind.MALFORMED);
    assertThat(drop.faults()).hasSize(1);
  }

  @Test
  void a_start_that_is_given_up_names_its_partner_if_that_can_be_read() {
    assertThat(drop(Starts.with("\"tipo_partner\":7,\"partner_id\":\"p-1\"")).partnerId())
        .isEqualTo("p-1");
    for (String id : List.of("\"no id\"", "7", "\"health\"", "null", "{}")) {
      assertThat(drop(Starts.with("\"tipo_partner\":7,\"partner_id\":" + id)).partnerId()).isNull();
    }
    assertThat(drop("[]").partnerId()).isNull();
  }

  @Test
  void the_jms_correlation_id_counts_where_nothing_in_the_body_names_the_conversation() {
    assertThat(drop(delivery(PLAIN).correlatedBy("corr-jms")).request().correlationId())
        .isEqualTo("corr-jms");
    assertThat(drop(delivery(Starts.MINIMAL).correlatedBy("corr-jms")).request().correlationId())
        .isEqualTo("corr-123-456");
    assertThat(
            drop(delivery(event("corr-event", PLAIN)).correlatedBy("x")).request().correlationId())
        .isEqualTo("corr-event");
    Drop made = drop(delivery(PLAIN).correlatedBy("a\u0000b"));
    assertThat(made.request().correlationId()).isEqualTo("corr-" + made.request().sagaId());
  }

  @Test
  void data_in_base64_is_read_as_data_and_has_the_same_identity() {
    String coded =
        "\"data_base64\": \""
            + Base64.getEncoder().encodeToString(PLAIN.getBytes(StandardCharsets.UTF_8))
            + "\"";
    StartRequest plain = drop(event("c", PLAIN)).request();
    StartRequest decoded = drop(event("c", "{}").replace("\"data\": {}", coded)).request();
    assertThat(decoded.contentHash()).isEqualTo(plain.contentHash());
    assertThat(decoded.identity()).isEqualTo(plain.identity());
    for (String broken : List.of("\"data_base64\": \"?\"", "\"data_base64\": \"/w==\"")) {
      assertThat(drop(event("c", "{}").replace("\"data\": {}", broken)).kind())
          .isEqualTo(DeadLetterKind.MALFORMED);
    }
    assertThat(drop(event("c", "{}").replace("\"data\": {}", coded + ", \"data\": 1")).cause())
        .contains("never both");
  }

  @Test
  void an_event_in_binary_mode_is_the_one_in_structured_mode() {
    Delivery.Event beside =
        new Delivery.Event("1.0", "PartnerOnboardingRequested", "/crm", "1", "corr-event", "trace");
    StartRequest binary = drop(delivery(PLAIN).dataOf(beside)).request();
    assertThat(binary.identity()).isEqualTo(drop(event("c", PLAIN)).request().identity());
    assertThat(binary.correlationId()).isEqualTo("corr-event");
    assertThat(binary.traceParent()).isEqualTo("trace");
    Delivery.Event other = new Delivery.Event("1.0", "Other", "/crm", "1", null, null);
    assertThat(drop(delivery(PLAIN).dataOf(other)).kind()).isEqualTo(DeadLetterKind.UNKNOWN_TYPE);
    Delivery.Event nobody =
        new Delivery.Event("1.0", "PartnerOnboardingRequested", null, "1", null, null);
    assertThat(drop(delivery(PLAIN).dataOf(nobody)).kind()).isEqualTo(DeadLetterKind.MALFORMED);
    assertThat(drop(delivery(event("c", PLAIN)).dataOf(other)).request().identity())
        .isEqualTo(binary.identity()); // nothing beside the body is trusted above it
  }

  @Test
  void an_event_of_a_version_that_nobody_knows_is_refused_with_its_cure() {
    Delivery.Event beside =
        new Delivery.Event("9", "PartnerOnboardingRequested", "/crm", "1", null, null);
    String structured = event("c", PLAIN).replace("\"1.0\"", "\"9\"");
    for (Drop drop : List.of(drop(structured), drop(delivery(PLAIN).dataOf(beside)))) {
      assertThat(drop.kind()).isEqualTo(DeadLetterKind.MALFORMED);
      assertThat(drop.cause()).contains("specversion", "1.0");
    }
  }

  @Test
  void a_start_that_was_never_read_names_its_partner() {
    String start = Starts.with("\"partner_id\":\" p-1 \"");
    assertThat(DroppedStarts.partnerId(start)).isEqualTo("p-1");
    assertThat(DroppedStarts.partnerId(event("c", start))).isEqualTo("p-1");
    assertThat(DroppedStarts.partnerId(PLAIN)).isNull();
    assertThat(DroppedStarts.partnerId("{")).isNull();
  }

  private static Delivery delivery(String body) {
    return new Delivery("start", "m-1", false, body, null);
  }

  @Test
  void an_id_or_a_source_with_half_of_a_character_or_a_nul_is_refused() {
    for (String odd : List.of("\\ud800", "\\udc00x", "\\u0000")) {
      Drop id = drop(event("c", Starts.MINIMAL).replace("\"id\": \"1\"", "\"id\": \"" + odd + '"'));
      assertThat(id.kind()).isEqualTo(DeadLetterKind.MALFORMED);
      assertThat(id.cause()).contains("whole characters");
      assertThat(drop(event("c", Starts.MINIMAL).replace("/crm", odd)).kind())
          .isEqualTo(DeadLetterKind.MALFORMED);
    }
  }

  /** Two starts with the same absent identity would be one. */
  @Test
  void an_id_or_a_source_that_is_no_string_is_none() {
    for (String odd : List.of("null", "1", "true", "{}", "[\"1\"]")) {
      for (String attribute : List.of("\"1\"", "\"/crm\"")) {
        assertThat(drop(event("c", Starts.MINIMAL).replace(attribute, odd)).kind())
            .isEqualTo(DeadLetterKind.MALFORMED);
      }
    }
  }

  private Drop drop(String body) {
    return drop(delivery(body));
  }

  private Drop drop(Delivery delivery) {
    QueueStarts starts = mock(QueueStarts.class);
    when(starts.accept(any(), any()))
        .thenAnswer(
            call -> {
              List<Drop> drops = call.getArgument(1);
              read = drops.get(0);
              return null;
            });
    new DroppedStarts(new StartReader(), starts).accept("type", List.of(delivery));
    return read;
  }

  private static String event(String correlation, String start) {
    return """
    {"specversion": "1.0", "id": "1", "source": "/crm", "type": "PartnerOnboardingRequested",
      "correlationid": "%s", "data": %s}
    """
        .formatted(correlation, start);
  }
}
