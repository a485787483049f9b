package com.hexabuilders.onboarding.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.CollectedSpans;
import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** One saga is one trace, whatever happens to it. */
@WholeApplication
class SagaTracesTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";

  @Autowired CollectedSpans collected;
  @Autowired ChaosParticipants chaos;
  @Autowired ConnectionFactory connections;
  @LocalServerPort int port;

  @AfterEach
  void calm() {
    chaos.calm();
  }

  @Test
  void a_saga_with_retries_and_undo_is_one_tree_in_its_callers_trace() {
    chaos.before("document_verification", "traced", ChaosParticipants::breakDown);
    Map<String, SpanData> spans = trace(start("traced", TRACE), TRACE);

    SpanData first = named(spans, "PartnerOnboardingInitiated").get(0);
    assertThat(first.getParentSpanId()).isEqualTo(CALLER);
    assertThat(spans.values())
        .filteredOn(span -> span != first)
        .allSatisfy(span -> assertThat(spans).containsKey(span.getParentSpanId()));
    List<SpanData> retries = named(spans, "StepRetryScheduled document_verification");
    assertThat(retries).hasSize(4);
    assertThat(retries)
        .allSatisfy(
            span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR));
    assertThat(retries.get(1).getLinks())
        .extracting(link -> link.getSpanContext().getSpanId())
        .containsExactly(retries.get(0).getSpanId());
    assertThat(named(spans, "CompensationCompleted contract_creation")).hasSize(1);
    assertThat(named(spans, "CompensationCompleted partner_registration")).hasSize(1);
    assertThat(spans.values().toString()).doesNotContain("a secret", "@example.com");
  }

  @Test
  void a_saga_that_completes_is_a_chain_and_says_what_it_handled() {
    AtomicInteger left = new AtomicInteger(4);
    chaos.before(
        "contract_creation",
        "chained",
        () -> {
          if (left.getAndDecrement() > 0) {
            ChaosParticipants.breakDown();
          }
        });
    String saga = start("chained", null);
    String trace = saga.replace("-", "");
    Map<String, SpanData> spans = trace(saga, trace);

    SpanData last = named(spans, "PartnerOnboardingCompleted").get(0);
    int depth = 0;
    for (SpanData span = last; span != null; span = spans.get(span.getParentSpanId())) {
      depth++;
    }
    assertThat(depth).as("start, five steps, end").isEqualTo(7);
    SpanData contract = named(spans, "ContractCreated contract_creation").get(0);
    assertThat(contract.getLinks()).as("the round before the wait").hasSize(1);
    assertThat(contract.getAttributes().get(AttributeKey.stringKey("cloudevents.event_type")))
        .isEqualTo("ContractCreated");
    assertThat(contract.getAttributes().get(AttributeKey.stringKey("messaging.system")))
        .isEqualTo("activemq");
    assertThat(contract.getAttributes().get(AttributeKey.longKey("saga.attempt"))).isEqualTo(4);
  }

  @Test
  void a_dropped_start_is_in_the_trace_of_its_event_or_else_of_the_property_beside_it()
      throws Exception {
    String mine = "00-" + TRACE.replace('4', '5') + "-" + CALLER + "-01";
    String beside = "00-" + TRACE.replace('4', '6') + "-" + CALLER + "-01";
    String event =
        """
        {"specversion": "1.0", "id": "%d", "source": "/traced", "type": "PartnerOnboardingRequested",
          "traceparent": "%s", "data": %s}
        """;
    drop(Poison.order("plain-traced"), beside);
    drop(Poison.order("plain-mistraced"), beside + "\r\nforged");
    drop(event.formatted(1, mine, Poison.order("event-traced")), beside);
    drop(event.formatted(2, "nonsense", Poison.order("event-mistraced")), beside);

    assertThat(traceOf("plain-traced")).isEqualTo(TRACE.replace('4', '6'));
    assertThat(traceOf("event-traced")).isEqualTo(TRACE.replace('4', '5'));
    for (String mistraced : List.of("plain-mistraced", "event-mistraced")) {
      assertThat(traceOf(mistraced)).as("the saga's own").isEqualTo(sagaOf(mistraced));
    }
  }

  private void drop(String body, String traceParent) throws JMSException {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession()) {
      TextMessage message = session.createTextMessage(body);
      message.setStringProperty("traceparent", traceParent);
      session.createProducer(session.createQueue("partner-onboarding.start")).send(message);
    }
  }

  private String sagaOf(String partner) {
    JsonNode status = new SagaClient(port).awaitFinal(partner, Duration.ofSeconds(30));
    return status.get("saga_id").asText().replace("-", "");
  }

  /** The only trace of all events of a partner's saga. */
  private String traceOf(String partner) {
    sagaOf(partner);
    JsonNode events = new SagaClient(port).get("/sagas/" + partner + "/events").json();
    List<String> traces = events.findValuesAsText("traceparent");
    assertThat(traces).hasSize(7);
    return traces.stream().map(text -> text.split("-")[1]).distinct().reduce("", String::concat);
  }

  /** Starts a saga, waits for its end, and returns its id. */
  private String start(String partner, String trace) {
    String body =
        """
        {"partner_data": {"partner_id": "%s", "nombre": "Sample Partner", "telefono": "+1234567890",
          "email": "%s@example.com", "tipo_partner": "EMPRESA"}}
        """
            .formatted(partner, partner);
    SagaClient client = new SagaClient(port);
    String traceparent = trace == null ? "nonsense" : "00-" + trace + "-" + CALLER + "-01";
    JsonNode accepted = client.start(body, "traceparent", traceparent).json();
    client.awaitFinal(partner, Duration.ofSeconds(30));
    return accepted.get("saga_id").asText();
  }

  /** Spans by id, once each log entry of the saga has one. */
  private Map<String, SpanData> trace(String saga, String trace) {
    int entries = new SagaClient(port).get("/sagas/" + saga + "/events").json().get("items").size();
    await("the spans are exported")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(collected.of(trace)).hasSize(entries));
    return collected.of(trace).stream()
        .collect(Collectors.toMap(SpanData::getSpanId, span -> span));
  }

  private static List<SpanData> named(Map<String, SpanData> spans, String name) {
    return spans.values().stream()
        .filter(span -> span.getName().equals(name))
        .sorted((a, b) -> Long.compare(a.getStartEpochNanos(), b.getStartEpochNanos()))
        .toList();
  }
}
