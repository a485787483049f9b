package com.hexabuilders.onboarding.proof.stories;

import static com.hexabuilders.onboarding.proof.stories.Orders.SOON;
import static com.hexabuilders.onboarding.proof.stories.Orders.order;
import static com.hexabuilders.onboarding.proof.stories.Told.log;
import static com.hexabuilders.onboarding.proof.stories.Told.reversed;
import static com.hexabuilders.onboarding.proof.stories.Told.texts;
import static com.hexabuilders.onboarding.proof.stories.Told.types;
import static com.hexabuilders.onboarding.proof.stories.Told.undoneSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One onboarding at a time, by REST, and what every onlooker sees of it. */
@ExtendWith(EmbeddedStage.class)
class OnboardingStoryIT {

  private static PackagedApp app;
  private static Queues queues;
  private static Observer observer;

  @BeforeAll
  static void listen() throws Exception {
    app = EmbeddedStage.app();
    queues = Queues.of(app);
    observer = queues.observe("stories");
  }

  @AfterAll
  static void stopListening() throws Exception {
    queues.close();
  }

  @Test
  void completes_the_minimal_example_and_tells_everybody_the_same() {
    Reply started = app.start(Orders.MINIMAL);
    assertThat(started.status()).isEqualTo(202);
    assertThat(started.header("X-Correlation-ID")).isEqualTo("corr-123-456");
    String partner = started.json().get("partner_id").asText();
    JsonNode status = app.awaitFinal(partner, SOON);
    assertThat(status.get("status").asText()).isEqualTo("COMPLETED");
    assertThat(texts(status.get("completed_steps"))).isEqualTo(LoggedSaga.STEPS);
    assertThat(status.get("due_at").isNull()).isTrue();

    List<JsonNode> log = log(app, partner);
    assertThat(types(log)).isEqualTo(LoggedSaga.PROGRESS);
    assertOneChainOfCauses(log);
    await().atMost(SOON).until(() -> observer.of(partner).size() >= 7);
    assertThat(observer.of(partner)).isEqualTo(log.stream().map(Told::announced).toList());
    assertPlanOfPremium(app.get("/partners/" + partner).json());
  }

  private static void assertOneChainOfCauses(List<JsonNode> log) {
    assertThat(log).extracting(e -> e.get("correlationid").asText()).containsOnly("corr-123-456");
    assertThat(log.get(0).has("causationid")).isFalse();
    for (int i = 1; i < log.size(); i++) {
      assertThat(log.get(i).get("causationid")).isEqualTo(log.get(i - 1).get("id"));
    }
  }

  private static void assertPlanOfPremium(JsonNode partner) {
    assertThat(partner.get("state").asText()).isEqualTo("ACTIVO");
    JsonNode contract = partner.get("contract");
    assertThat(contract.get("contract_status").asText()).isEqualTo("ACTIVE");
    assertThat(contract.get("commission_rate").decimalValue()).isEqualByComparingTo("15");
    assertThat(texts(contract.get("history"), "to")).containsExactly("DRAFT", "SIGNED", "ACTIVE");
    JsonNode documents = partner.get("documents");
    assertThat(documents.get("status").asText()).isEqualTo("APPROVED");
    assertThat(texts(documents.get("documents"), "type"))
        .containsExactly("IDENTITY", "BUSINESS_REGISTRATION", "TAX_CERTIFICATE", "BANK_STATEMENT");
    JsonNode permission = partner.get("campaign_permission");
    assertThat(permission.get("max_monthly_budget").decimalValue()).isEqualByComparingTo("50000");
    assertThat(permission.get("max_daily_budget").decimalValue()).isEqualByComparingTo("5000");
    assertThat(permission.get("max_active_campaigns").intValue()).isEqualTo(8);
    assertThat(texts(permission.get("types")))
        .containsExactly("DISPLAY", "SEARCH", "SOCIAL", "VIDEO", "RETARGETING");
    JsonNode setup = partner.get("recruitment_setup");
    assertThat(setup.get("max_active_jobs").intValue()).isEqualTo(30);
    assertThat(texts(setup.get("categories")))
        .containsExactly("TECHNOLOGY", "SALES", "MARKETING", "OPERATIONS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          2 | ENTERPRISE  | {'tipo_partner': 'INDIVIDUAL', 'preferred_contract_type': 'ENTERPRISE'}
          2 | PLATINUM    | {'preferred_contract_type': 'PLATINUM'}
          3 | IDENTITY    | {'preferred_contract_type': 'BASIC', 'documents': [{'type': 'IDENTITY', 'format': 'pdf', 'size_bytes': 51200, 'expires_on': '2020-01-01'}]}
          4 | 999999      | {'campaign_permissions': {'max_monthly_budget': 999999}}
          5 | ASTROLOGY   | {'recruitment_preferences': {'categories': ['ASTROLOGY']}}
          """)
  void undoes_everything_in_reverse_when_a_step_refuses(int step, String named, String fields) {
    String partner = "refused-" + named + "-" + step;
    app.start(order(partner, fields.replace('\'', '"')).toString());
    JsonNode status = app.awaitFinal(partner, SOON);

    String failed = LoggedSaga.STEPS.get(step - 1);
    assertThat(status.get("status").asText()).isEqualTo("COMPENSATED");
    assertThat(status.at("/failure/step").asText()).isEqualTo(failed);
    assertThat(status.at("/failure/kind").asText()).isEqualTo("REFUSED");
    assertThat(status.at("/failure/reason").asText()).contains(named);
    assertThat(status.at("/compensation/requested_by").asText()).isEqualTo("refusal");
    assertThat(texts(status.get("completed_steps")))
        .isEqualTo(LoggedSaga.STEPS.subList(0, step - 1));
    assertWayBack(partner, step);
    assertNothingLeft(partner, step);
  }

  /** Progress up to the refused step, then the failure, then the undo of it and all before. */
  private static void assertWayBack(String partner, int fromStep) {
    List<JsonNode> log = log(app, partner);
    List<String> announced =
        types(log).stream()
            .filter(t -> !t.equals("StepFenced") && !t.equals("StepRefused"))
            .toList();
    List<String> expected = new ArrayList<>(LoggedSaga.PROGRESS.subList(0, fromStep));
    expected.add("PartnerOnboardingFailed");
    for (int i = 0; i < fromStep; i++) {
      expected.addAll(List.of(LoggedSaga.REQUESTED, LoggedSaga.UNDONE));
    }
    assertThat(announced).isEqualTo(expected);
    assertThat(undoneSteps(log)).isEqualTo(reversed(fromStep));
  }

  private static void assertNothingLeft(String partnerId, int refusedStep) {
    JsonNode partner = app.get("/partners/" + partnerId).json();
    assertThat(partner.get("state").asText()).isEqualTo("ELIMINADO");
    assertThat(partner.at("/contract/contract_status").asText("TERMINATED"))
        .isEqualTo("TERMINATED");
    assertThat(partner.has("contract")).isEqualTo(refusedStep > 2);
    assertThat(partner.at("/documents/status").asText("none")).isNotEqualTo("APPROVED");
    assertThat(partner.has("campaign_permission")).isEqualTo(refusedStep > 4);
    assertThat(partner.at("/campaign_permission/max_monthly_budget").asInt(0)).isZero();
    assertThat(partner.at("/recruitment_setup/status").asText("WITHDRAWN")).isEqualTo("WITHDRAWN");
    assertThat(partner.has("recruitment_setup")).isEqualTo(refusedStep > 5);
  }

  @Test
  void refuses_to_onboard_a_live_partner_again_and_leaves_the_first_alone() {
    completed("live");
    JsonNode before = app.get("/partners/live").json();
    Reply second = app.start(order("live", "{\"nombre\": \"Other\"}").toString());
    JsonNode status = app.awaitFinal(second.json().get("saga_id").asText(), SOON);
    assertThat(status.get("status").asText()).isEqualTo("FAILED");
    assertThat(status.at("/failure/step").asText()).isEqualTo("partner_registration");
    assertThat(status.get("completed_steps")).isEmpty();
    assertThat(app.get("/partners/live").json()).isEqualTo(before);
  }

  @Test
  void refuses_an_email_address_that_a_live_partner_uses_when_told_to() {
    completed("first-user");
    String email = "{\"email\": \"contact@first-user.com\"}";
    app.start(order("second-user", email).toString());
    JsonNode status = app.awaitFinal("second-user", SOON);
    assertThat(status.get("status").asText()).isEqualTo("FAILED");
    assertThat(status.at("/failure/step").asText()).isEqualTo("partner_registration");
    assertThat(app.get("/partners/second-user").status()).isEqualTo(404);
  }

  @Test
  void undoes_a_completed_onboarding_once() {
    completed("regretted");
    String path = "/sagas/regretted/compensate";
    assertThat(app.post(path, "{\"reason\": \"regretted\"}").status()).isEqualTo(202);
    JsonNode status = app.awaitFinal("regretted", SOON);
    assertThat(status.get("status").asText()).isEqualTo("COMPENSATED");
    assertThat(status.at("/compensation/requested_by").asText()).isEqualTo("operator");
    assertThat(texts(status.at("/compensation/completed_steps"))).isEqualTo(reversed(5));
    assertThat(status.get("failure").isNull()).isTrue();
    List<JsonNode> log = log(app, "regretted");
    assertThat(undoneSteps(log)).isEqualTo(reversed(5));
    assertThat(types(log)).doesNotContain("PartnerOnboardingFailed");
    assertNothingLeft("regretted", 6);
    assertThat(app.post(path, "{}").status()).isEqualTo(409);
    assertThat(log(app, "regretted")).isEqualTo(log);
  }

  private static void completed(String partner) {
    assertThat(app.start(order(partner).toString()).status()).isEqualTo(202);
    assertThat(app.awaitFinal(partner, SOON).get("status").asText()).isEqualTo("COMPLETED");
  }
}
