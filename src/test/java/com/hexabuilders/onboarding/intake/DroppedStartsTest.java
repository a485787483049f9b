package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.hexabuilders.onboarding.saga.DeadLetterKind;
import com.hexabuilders.onboarding.saga.Delivery;
import com.hexabuilders.onboarding.saga.QueueStarts;
import com.hexabuilders.onboarding.saga.QueueStarts.Drop;
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
  void an_id_or_a_source_with_half_of_a_character_or_a_nul_is_refused() {
    for (String odd : List.of("\\ud800", "\\udc00x", "\\u0000")) {
      Drop id = drop(event("c", Starts.MINIMAL).replace("\"id\": \"1\"", "\"id\": \"" + odd + '"'));
      assertThat(id.kind()).isEqualTo(DeadLetterKind.MALFORMED);
      assertThat(id.cause()).contains("whole characters");
      assertThat(drop(event("c", Starts.MINIMAL).replace("/crm", odd)).kind())
          .isEqualTo(DeadLetterKind.MALFORMED);
    }
  }

  private Drop drop(String body) {
    QueueStarts starts = mock(QueueStarts.class);
    when(starts.accept(any(), any()))
        .thenAnswer(
            call -> {
              List<Drop> drops = call.getArgument(1);
              read = drops.get(0);
              return null;
            });
    Delivery delivery = new Delivery("start", "m-1", false, body, null);
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
