package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.JSON;
import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static com.hexabuilders.onboarding.proof.stories.Orders.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.harness.NodeClient;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Onboardings that begin with JSON dropped on a queue. */
@ExtendWith(EmbeddedStage.class)
class QueueIntakeIT {

  private static final int DROPPED = 2_000;
  private static final int BY_REST = 200;

  @TempDir static Path folder;

  private static PackagedApp app;
  private static Queues queues;

  @BeforeAll
  static void connect() throws Exception {
    app = EmbeddedStage.app();
    queues = Queues.of(app);
  }

  @AfterAll
  static void disconnect() throws Exception {
    queues.close();
  }

  @Test
  void onboards_what_is_dropped_as_text_as_bytes_or_in_a_cloud_event() throws Exception {
    queues.drop(order("dropped-text").toString());
    queues.dropBytes(order("dropped-bytes").toString());
    queues.drop(cloudEvent("one", "dropped-event"));
    for (String partner : new String[] {"dropped-text", "dropped-bytes", "dropped-event"}) {
      JsonNode status = app.awaitFinal(partner, SOON);
      assertThat(status.get("status").asText()).isEqualTo("COMPLETED");
      assertThat(status.get("correlation_id").asText()).isEqualTo("corr-" + partner);
    }
  }

  @ParameterizedTest
  @CsvSource({"stomp,text", "stomp,bytes", "amqp,text", "amqp,data"})
  void onboards_what_a_program_of_another_language_drops(String protocol, String kind)
      throws Exception {
    String partner = "dropped-" + protocol + "-" + kind;
    Path file = Files.writeString(folder.resolve(partner), order(partner).toString());
    NodeClient client = app.doors().client(protocol, "", "");
    assertThat(client.drop(kind, "by-" + protocol, file).exitCode()).isZero();
    assertThat(app.awaitFinal(partner, SOON).get("status").asText()).isEqualTo("COMPLETED");
  }

  @Test
  void begins_one_saga_for_a_cloud_event_that_comes_twice_even_after_its_end() throws Exception {
    queues.drop(cloudEvent("twice", "dropped-twice"));
    app.awaitFinal("dropped-twice", SOON);
    queues.drop(cloudEvent("twice", "dropped-twice"));
    queues.drop(order("after-the-copy").toString());
    app.awaitFinal("after-the-copy", SOON);
    assertThat(app.get("/partners/dropped-twice/sagas").json().get("items")).hasSize(1);
  }

  @Test
  void gives_an_outsider_a_copy_of_what_it_cannot_read_with_the_reason() throws Exception {
    queues.drop("{\"partner_data\": {\"nombre\": \"unfinished");
    queues.drop(order("dropped-wrong", "{\"email\": \"nobody\"}").toString());
    Message broken = deadLetter("unfinished");
    assertThat(broken.getStringProperty("failure_kind")).isEqualTo("MALFORMED");
    assertThat(broken.getStringProperty("failure_queue")).isEqualTo(Queues.START);
    Message wrong = deadLetter("dropped-wrong");
    assertThat(wrong.getStringProperty("failure_kind")).isEqualTo("MALFORMED");
    assertThat(wrong.getStringProperty("failure_cause")).contains("partner_data.email");
    assertThat(wrong.getJMSExpiration()).isPositive();
    assertThat(app.get("/sagas/dropped-wrong/status").status()).isEqualTo(404);
    assertThat(queues.browse(Queues.BROKER_DEAD_LETTERS)).isEmpty();
  }

  @Test
  void loses_none_of_2000_drops_while_200_start_by_rest() throws Exception {
    long begin = System.nanoTime();
    try (Load load = new Load("flood")) {
      load.byQueue(queues, DROPPED);
      load.byRest(app::client, BY_REST, 4);
      load.awaitOffered();
      assertThat(load.accepted()).hasSize(DROPPED + BY_REST);
      Map<String, String> ends = new Overview(app.client()).awaitFinal(load, Duration.ofMinutes(2));
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          "%d dropped and %d started by REST: %.1f s, %.0f sagas/s%n",
          DROPPED, BY_REST, seconds, ends.size() / seconds);
      assertThat(ends).hasSize(DROPPED + BY_REST);
      assertThat(ends.values()).containsOnly("COMPLETED");
    }
  }

  private static Message deadLetter(String part) throws JMSException {
    return queues
        .take(Queues.DEAD_LETTERS, message -> body(message).contains(part), SOON)
        .orElseThrow(() -> new AssertionError("no dead letter with " + part));
  }

  private static String body(Message message) {
    try {
      return message.getBody(String.class);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String cloudEvent(String id, String partnerId) {
    return JSON.createObjectNode()
        .put("specversion", "1.0")
        .put("id", id)
        .put("source", "/crm")
        .put("type", "PartnerOnboardingRequested")
        .set("data", order(partnerId))
        .toString();
  }
}
