package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.OperatorDesk;
import com.hexabuilders.onboarding.proof.application.SeenLines;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import com.hexabuilders.onboarding.saga.journal.CurrentSaga;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Lines of code that knows nothing of sagas name the saga that is worked on, and no other. */
@WholeApplication
class NamedSagasTest {

  private static final org.slf4j.Logger STRANGER = LoggerFactory.getLogger("stranger");
  private static final String LAST = OperatorDesk.LAST;

  @Autowired ChaosParticipants chaos;
  @LocalServerPort int port;

  private final SeenLines lines = new SeenLines();
  private SagaClient client;

  @BeforeEach
  void listen() {
    client = new SagaClient(port);
    lines.listen();
  }

  @AfterEach
  void calm() {
    chaos.calm();
    lines.leave();
  }

  @Test
  void a_line_of_anybody_in_a_call_or_an_undo_has_all_names() {
    AtomicInteger broken = new AtomicInteger(2);
    chaos.before(
        LAST,
        "named",
        () -> {
          STRANGER.warn("call");
          OperatorDesk.breakIf(broken.getAndDecrement() > 0);
        });
    chaos.beforeUndo(
        LAST,
        "named",
        () -> {
          STRANGER.warn("undo");
          ChaosParticipants.breakDown();
        });
    String saga = start("named");
    client.awaitFinal("named", Duration.ofSeconds(30));
    client.post("/sagas/named/compensate", "{}");
    awaitStep("named", "COMPENSATION_FAILED");
    chaos.calm();
    client.post("/sagas/named/steps/" + LAST + "/retry", "{\"reason\": \"Mended.\"}");
    client.awaitStatus("named", Set.of("COMPENSATED"), Duration.ofSeconds(30));

    for (String what : List.of("call", "undo")) {
      assertThat(said(what))
          .extracting(ILoggingEvent::getMDCPropertyMap)
          .containsExactly(named(saga, 1), named(saga, 2), named(saga, 3));
    }
    assertThat(said("DeadLetter"))
        .anySatisfy(line -> assertThat(pairs(line)).containsAllEntriesOf(named(saga, 3)));
    assertThat(said("Act act=retry"))
        .anySatisfy(
            line -> {
              assertThat(pairs(line)).containsAllEntriesOf(named(saga, 3));
              assertThat(line.getThreadName()).startsWith("http-");
            });
  }

  /** The first is alone in hand; those that come meanwhile are the batch after it. */
  @Test
  void nothing_of_a_message_is_left_when_the_next_ones_are_handled() {
    Map<String, String> seen = new ConcurrentHashMap<>();
    List<String> others = List.of("later-1", "later-2", "later-3");
    chaos.before(
        "campaigns_enabled",
        "earlier",
        () -> {
          others.forEach(this::start);
          await("the others are in the queue")
              .atMost(Duration.ofMillis(1_500)) // the batch may last 2 s
              .pollInterval(Duration.ofMillis(20))
              .until(() -> others.stream().allMatch(this::areDocumentsVerified));
        });
    others.forEach(
        other ->
            chaos.before(
                "campaigns_enabled",
                other,
                () -> seen.put(other, String.valueOf(MDC.get("partner_id")))));
    start("earlier");
    others.forEach(other -> client.awaitFinal(other, Duration.ofSeconds(30)));

    assertThat(seen)
        .hasSize(3)
        .allSatisfy((partner, name) -> assertThat(name).isIn(partner, "null"));
  }

  @Test
  void a_request_ends_with_nothing_in_hand_also_when_it_breaks() {
    Runnable request =
        new RoutingConfiguration()
            .requestsEndWithNothingInHand()
            .decorate(
                () -> {
                  CurrentSaga.NAMES.forEach(name -> MDC.put(name, "acted on"));
                  throw new IllegalStateException("broken");
                });
    assertThat(catchThrowable(request::run)).isNotNull();
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  private boolean areDocumentsVerified(String partner) {
    return client.status(partner).json().path("status").asText().equals("DOCUMENTS_VERIFIED");
  }

  private String start(String partner) {
    return client.start(OperatorDesk.order(partner, "BASIC")).json().path("saga_id").asText();
  }

  private void awaitStep(String partner, String status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> client.status(partner).json().path("steps").findValuesAsText("status"),
            found -> found.contains(status));
  }

  private Map<String, String> named(String saga, int attempt) {
    return Map.of(
        "saga_id",
        saga,
        "partner_id",
        "named",
        "step",
        LAST,
        "attempt",
        Integer.toString(attempt),
        "trace_id",
        saga.replace("-", ""),
        "correlation_id",
        client.status(saga).json().path("correlation_id").asText());
  }

  private List<ILoggingEvent> said(String what) {
    return lines.list.stream().filter(line -> line.getFormattedMessage().startsWith(what)).toList();
  }

  private static Map<String, String> pairs(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value.toString()));
  }
}
