package com.hexabuilders.onboarding.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.CollectedSpans;
import com.hexabuilders.onboarding.proof.application.SeenLines;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Marked personal data goes in everywhere and comes out nowhere it does not belong. */
@WholeApplication
class CanaryTest {

  private static final String[] CANARIES = {
    "Canaryname", "canarymail", "987654321", "Canarystreet", "Canarycity"
  };
  private static final String DATA =
      """
      {"partner_data": {"partner_id": "canary", "nombre": "Canaryname", "telefono": "+34987654321",
        "email": "canarymail@example.com", "tipo_partner": "EMPRESA", "direccion": "Canarystreet 1",
        "ciudad": "Canarycity", "pais": "Spain"%s}}
      """;

  @Autowired ChaosParticipants chaos;
  @Autowired CollectedSpans spans;
  @LocalServerPort int port;

  private final SeenLines lines = new SeenLines();
  private final Map<String, String> told = new TreeMap<>();

  @BeforeEach
  void listen() {
    lines.listen();
  }

  @AfterEach
  void calm() {
    chaos.calm();
    lines.leave();
  }

  @Test
  void no_log_metric_trace_problem_bean_or_dead_letter_repeats_personal_data() throws Exception {
    SagaClient client = new SagaClient(port);
    chaos.before("document_verification", "canary", CanaryTest::sing);
    String saga = client.start(DATA.formatted("")).json().get("saga_id").asText();
    client.awaitFinal("canary", Duration.ofSeconds(40));
    String wrong = DATA.formatted(", \"documents\": \"Canaryname canarymail@example.com\"");
    told.put("problem", client.start(wrong.replace("EMPRESA", "Canaryname")).text());
    told.put("unreadable", client.start(wrong.substring(0, 90)).text());
    told.put("letters", client.get("/sagas/dead-letters?kind=EXHAUSTED&limit=200").text());
    client
        .get("/sagas/dead-letters?kind=EXHAUSTED&limit=200")
        .json()
        .findValuesAsText("id")
        .forEach(id -> told.put("letter " + id, client.get("/sagas/dead-letters/" + id).text()));
    for (String view : List.of("", "/status", "/events", "/receipt")) {
      told.put("saga" + view, client.get("/sagas/" + saga + view).text());
    }
    told.put("metrics", client.get("/actuator/prometheus", "Accept", "text/plain").text());
    told.put("trace", trace(saga));
    told.put("log", String.join("\n", lines.list.stream().map(CanaryTest::whole).toList()));
    beans();

    assertThat(told.get("letters")).contains(saga);
    assertThat(told.get("log")).contains("StepRetryScheduled", saga);
    assertThat(told)
        .allSatisfy((where, text) -> assertThat(text).as(where).doesNotContain(CANARIES));
  }

  @Test
  void no_log_metric_trace_or_problem_repeats_an_id_that_is_an_address_or_a_telephone_number() {
    SagaClient client = new SagaClient(port);
    String correlation = "+34 987 654 300";
    String start =
        DATA.formatted("")
            .replace("\"canary\"", "\"canaryid@example.com\"")
            .replaceFirst("\\{", "{\"correlation_id\": \"" + correlation + "\", ");
    chaos.before("document_verification", "canaryid@example.com", CanaryTest::sing);
    String saga = client.start(start).json().get("saga_id").asText();
    client.awaitFinal(saga, Duration.ofSeconds(40));
    client.post("/sagas/canaryid@example.com/compensate", "{}"); // refused: it has ended
    client.post("/partners/canaryid@example.com/suspend", "{\"reason\": \"Because.\"}");
    String busy = start.replace("EMPRESA", "ASTRONAUT");
    told.put("problem", client.start(busy).text());
    told.put("unknown", client.get("/sagas/600987654300/status").text());
    told.put("missing", client.get("/partners/other.canaryid@example.com/sagas?limit=0").text());
    told.put("metrics", client.get("/actuator/prometheus", "Accept", "text/plain").text());
    told.put("trace", trace(saga));
    told.put("log", String.join("\n", lines.list.stream().map(CanaryTest::whole).toList()));

    assertThat(told.get("trace")).contains(saga);
    assertThat(told.get("log")).contains("StepRetryScheduled", "Act act=suspend", saga);
    assertThat(told)
        .allSatisfy(
            (where, text) ->
                assertThat(text).as(where).doesNotContain("canaryid", "987 654 300", "987654300"));
  }

  /** Spans are exported every few seconds. */
  private String trace(String saga) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> spans.of(saga.replace("-", "")), exported -> !exported.isEmpty())
        .stream()
        .map(SpanData::toString)
        .toList()
        .toString();
  }

  private static void sing() {
    throw new IllegalStateException(
        "Canaryname <canarymail@example.com> +34987654321",
        new IllegalArgumentException("Canarystreet 1, Canarycity"));
  }

  private static String whole(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(event.getFormattedMessage());
    text.append(' ').append(event.getKeyValuePairs()).append(event.getMDCPropertyMap());
    for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
      text.append('\n').append(thrown.getMessage());
    }
    return text.toString();
  }

  private void beans() throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      boolean ours =
          !name.getDomain().startsWith("java.") && !name.getDomain().startsWith("com.sun");
      for (MBeanAttributeInfo info : server.getMBeanInfo(name).getAttributes()) {
        if (ours && info.isReadable()) {
          told.put(name + " " + info.getName(), attribute(server, name, info.getName()));
        }
      }
    }
  }

  private static String attribute(MBeanServer server, ObjectName name, String attribute) {
    try {
      return String.valueOf(server.getAttribute(name, attribute));
    } catch (JMException | RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
