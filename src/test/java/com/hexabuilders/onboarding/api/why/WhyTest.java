package com.hexabuilders.onboarding.api.why;

import static com.hexabuilders.onboarding.proof.application.OperatorClient.SOON;
import static com.hexabuilders.onboarding.proof.application.OperatorClient.WHY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.application.ChaosParticipants;
import com.hexabuilders.onboarding.proof.application.OperatorClient;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.routing.broker.EmbeddedBroker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.activemq.broker.region.Queue;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Why sagas stand where they stand; each cause is made by what really causes it. */
@WholeApplication
class WhyTest {

  private static final String CONTRACT = "contract-creation";

  @Autowired ChaosParticipants chaos;
  @Autowired OperatorClient http;
  @Autowired CamelContext camel;
  @Autowired EmbeddedBroker broker;

  @AfterEach
  void calm() throws Exception {
    chaos.calm();
    http.post("/participants/campaigns/enable", "");
    camel.getRouteController().startRoute(CONTRACT);
  }

  @Test
  void nothing_is_waited_for_at_the_end() {
    http.start("why-complete", "");
    http.awaitFinal("why-complete", SOON);
    JsonNode why = why("why-complete");
    assertThat(why.at("/cause").asText()).isEqualTo("COMPLETED");
    assertThat(why.at("/waiting_for").asText()).isEqualTo("nothing");
    assertThat(why.at("/sentence").asText()).contains("why-complete").contains("complete");
    assertThat(why.at("/next").isNull()).isTrue();
  }

  @Test
  void a_review_waits_for_a_person() {
    http.startReviewed("why-review");
    JsonNode why = expect("why-review", Cause.REVIEW);
    assertThat(texts(why.at("/verbs"))).contains("approve", "reject");
    assertThat(why.at("/next/what").asText()).isEqualTo("reminder");
    assertThat(why.at("/sentence").asText()).startsWith("The check of the documents waits");
    http.post("/sagas/why-review/compensate", WHY);
  }

  @Test
  void a_stopped_service_is_named_with_its_reason() {
    http.post("/participants/campaigns/disable", "{\"reason\": \"Year-end closing.\"}");
    http.start("why-disabled", "");
    http.awaitStatus("why-disabled", "DOCUMENTS_VERIFIED");
    JsonNode why = expect("why-disabled", Cause.DISABLED);
    assertThat(why.at("/sentence").asText()).contains("local", "campaigns", "Year-end closing.");
    assertThat(why.at("/message/state").asText()).isEqualTo("queued");
    assertThat(why.at("/message/depth").asLong()).isPositive();
    JsonNode spanish =
        http.get("/sagas/why-disabled/why", "Accept-Language", "es-MX,en;q=0.5").json();
    assertThat(spanish.at("/sentence").asText()).contains("espera porque local detuvo");
  }

  @Test
  void a_step_that_broke_says_when_it_is_tried_again() {
    chaos.before("document_verification", "why-retry", ChaosParticipants::breakDown);
    http.start("why-retry", "");
    JsonNode why = expect("why-retry", Cause.RETRY);
    assertThat(Instant.parse(why.at("/next/at").asText())).isNotNull();
    assertThat(why.at("/next/what").asText()).isEqualTo("retry");
    assertThat(why.at("/sentence").asText()).doesNotContain("secret");
  }

  @Test
  void a_step_that_broke_for_good_waits_for_a_decision() {
    chaos.before("recruitment_setup", "why-suspended", ChaosParticipants::breakDown);
    http.start("why-suspended", "");
    JsonNode why = expect("why-suspended", Cause.SUSPENDED);
    assertThat(texts(why.at("/verbs"))).containsExactly("retry", "compensate");
    assertThat(facts(why)).contains("dead_letter");
    http.post("/sagas/why-suspended/compensate", WHY);
  }

  @Test
  void an_undo_that_failed_waits_for_a_decision() {
    http.start("why-undo", "");
    http.awaitFinal("why-undo", SOON);
    chaos.beforeUndo("recruitment_setup", "why-undo", ChaosParticipants::breakDown);
    http.post("/sagas/why-undo/compensate", WHY);
    JsonNode why = expect("why-undo", Cause.UNDO_FAILED);
    assertThat(texts(why.at("/verbs"))).contains("retry", "skip", "resolve");
    assertThat(why.at("/waiting_for").asText()).isEqualTo("person");
    chaos.calm();
    http.act("why-undo", "recruitment_setup", "retry", WHY);
    http.awaitFinal("why-undo", SOON);
    expect("why-undo", Cause.COMPENSATED);
  }

  @Test
  void a_step_that_gave_up_leaves_its_dead_letter_as_evidence() {
    chaos.before("document_verification", "why-letter", ChaosParticipants::breakDown);
    http.start("why-letter", "");
    http.awaitFinal("why-letter", SOON);
    JsonNode why = expect("why-letter", Cause.COMPENSATED);
    assertThat(facts(why)).contains("dead_letter");
    assertThat(texts(why.at("/verbs"))).contains("restart");
  }

  @Test
  void a_stopped_route_leaves_its_queue_without_a_reader() throws Exception {
    camel.getRouteController().stopRoute(CONTRACT);
    http.start("why-stopped", "");
    http.awaitStatus("why-stopped", "PARTNER_REGISTERED");
    JsonNode why = expect("why-stopped", Cause.NO_READER);
    assertThat(why.at("/message/queue").asText()).endsWith(".contract_creation");
    camel.getRouteController().startRoute(CONTRACT);
    http.awaitFinal("why-stopped", SOON);
  }

  @Test
  void a_message_that_somebody_removed_is_lost_and_sent_again() throws Exception {
    camel.getRouteController().stopRoute(CONTRACT);
    http.start("why-purged", "");
    http.awaitStatus("why-purged", "PARTNER_REGISTERED");
    String inbox = why("why-purged").at("/message/queue").asText();
    Queue queue =
        (Queue)
            broker
                .service()
                .getBroker()
                .getDestinations(new ActiveMQQueue(inbox))
                .iterator()
                .next();
    await().atMost(SOON).until(() -> why("why-purged").at("/message/depth").asLong() > 0);
    queue.purge();
    camel.getRouteController().startRoute(CONTRACT);
    JsonNode why = expect("why-purged", Cause.LOST);
    assertThat(why.at("/message/state").asText()).isEqualTo("lost");
    assertThat(why.at("/next/what").asText()).isEqualTo("resend");
    http.awaitFinal("why-purged", SOON);
    expect("why-purged", Cause.COMPLETED);
  }

  @Test
  void no_healthy_saga_is_in_trouble() {
    Set<Cause> calm = EnumSet.of(Cause.ON_ITS_WAY, Cause.BACKLOG, Cause.COMPLETED);
    List<String> partners = IntStream.range(0, 1000).mapToObj(n -> "why-healthy-" + n).toList();
    for (String partner : partners) {
      http.start(partner, "");
      assertThat(Cause.valueOf(why(partner).at("/cause").asText())).isIn(calm);
    }
    for (String partner : partners) {
      http.awaitFinal(partner, SOON);
      assertThat(why(partner).at("/cause").asText()).isEqualTo("COMPLETED");
    }
  }

  @Test
  void nobody_is_told_of_what_does_not_exist() {
    assertThat(http.get("/sagas/why-nobody/why").status()).isEqualTo(404);
  }

  private JsonNode expect(String partner, Cause cause) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> why(partner).at("/cause").asText().equals(cause.name()));
    return why(partner);
  }

  private JsonNode why(String partner) {
    return http.get("/sagas/" + partner + "/why").json();
  }

  private static List<String> facts(JsonNode why) {
    return why.at("/evidence").findValuesAsText("name");
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
