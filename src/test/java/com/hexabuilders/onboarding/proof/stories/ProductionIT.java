package com.hexabuilders.onboarding.proof.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hexabuilders.onboarding.proof.harness.PackagedApp;
import com.hexabuilders.onboarding.proof.harness.Reply;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * The packaged jar with the profile of production: who signs in, and what it refuses to start with.
 */
class ProductionIT {

  private static final String PROFILE = "--spring.profiles.active=production";
  private static final ObjectMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  @Test
  void does_not_start_with_a_door_open() {
    assertRefused("Nobody could sign in", PROFILE);
    assertRefused("server.address=0.0.0.0 is open to other machines", "--server.address=0.0.0.0");
    List<String> plain = settings();
    plain.add("--onboarding.security.users.eve.password=plain");
    plain.add("--onboarding.security.users.eve.roles=ADMIN");
    assertRefused("users.eve.password is not a bcrypt hash", plain.toArray(String[]::new));
  }

  @Test
  void lets_in_who_signs_in_and_remembers_who_did_what() {
    try (PackagedApp app = PackagedApp.start(settings().toArray(String[]::new))) {
      assertThat(app.get("/sagas").status()).isEqualTo(401);
      assertThat(app.get("/actuator/prometheus").status()).isEqualTo(401);
      await() // it takes requests a moment before it says so
          .atMost(Duration.ofSeconds(30))
          .until(() -> app.get("/actuator/health/readiness").status() == 200);
      String order = Orders.order("shop-1").toString();
      Reply started = app.client().start(order, login("shop"));
      assertThat(started.status()).isEqualTo(202);
      assertThat(app.client().start(order, login("boss")).status()).isEqualTo(403);
      await().atMost(Duration.ofSeconds(30)).until(() -> status(app), "COMPLETED"::equals);
      Reply undone = app.client().post("/sagas/shop-1/compensate", "{}", login("boss"));
      assertThat(undone.status()).isEqualTo(202);
      assertThat(app.client().post("/sagas/shop-1/compensate", "{}", login("shop")).status())
          .isEqualTo(403);
      Reply seen = app.client().get("/partners/shop-1?reveal=The+story+asks.", login("boss"));
      assertThat(seen.json().get("email").asText()).isEqualTo("contact@shop-1.com");
      Reply audit = app.client().get("/audit", login("boss"));
      assertThat(audit.json().get("items").findValuesAsText("act"))
          .containsExactly("reveal", "compensate");
      assertThat(audit.json().get("items").get(1).get("actor").asText()).isEqualTo("boss");
      assertThat(audit.json().get("items").get(1).get("roles").get(0).asText()).isEqualTo("ADMIN");
      assertLinesNameTheirSaga(app, started.json().get("saga_id").asText());
      assertConsoleIsSafe(app);
    }
  }

  /** Its session goes over TLS only, and its form has the same limit of failures as a password. */
  private static void assertConsoleIsSafe(PackagedApp app) {
    ConsoleForm form = new ConsoleForm(app.port());
    HttpResponse<String> signedIn = form.signIn("boss", "boss-4711");
    assertThat(signedIn.headers().allValues("Set-Cookie"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(cookie -> cookie.contains("; Secure") && cookie.contains("; SameSite=Strict"))
        .anyMatch(cookie -> cookie.startsWith("console-session=") && cookie.contains("; HttpOnly"));
    for (int i = 0; i < 10; i++) {
      assertThat(form.signIn("boss", "guess").headers().firstValue("Location").orElse(""))
          .endsWith("/login?failed");
    }
    HttpResponse<String> late = form.signIn("boss", "guess");
    assertThat(late.statusCode()).isEqualTo(429);
    assertThat(late.headers().firstValue("Retry-After")).isPresent();
  }

  private static String status(PackagedApp app) {
    Reply reply = app.client().get("/sagas/shop-1/status", login("shop"));
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().get("status").asText();
  }

  /** Every line is a JSON object in which no name stands twice. */
  private static void assertLinesNameTheirSaga(PackagedApp app, String saga) {
    Map<String, JsonNode> facts =
        await().until(() -> facts(app), found -> found.containsKey("CompensationCompleted"));
    for (JsonNode fact : List.of(facts.get("ContractCreated"), facts.get("Act compensate"))) {
      assertThat(fact.path("saga_id").asText()).isEqualTo(saga);
      assertThat(fact.path("trace_id").asText()).isEqualTo(saga.replace("-", ""));
      assertThat(fact.path("partner_id").asText()).isEqualTo("shop-1");
      assertThat(fact.path("correlation_id").asText()).isEqualTo("corr-shop-1");
      assertThat(fact.at("/ecs/version").asText()).isNotBlank();
    }
    assertThat(facts.get("ContractCreated").path("step").asText()).isEqualTo("contract_creation");
    assertThat(facts.get("ContractCreated").path("attempt").asInt()).isEqualTo(1);
  }

  private static Map<String, JsonNode> facts(PackagedApp app) {
    Map<String, JsonNode> facts = new HashMap<>();
    app.output()
        .lines()
        .filter(line -> line.startsWith("{") && line.endsWith("}"))
        .map(ProductionIT::strictly)
        .forEach(line -> facts.put((name(line, "fact") + " " + name(line, "act")).strip(), line));
    return facts;
  }

  private static String name(JsonNode line, String field) {
    return line.path(field).asText();
  }

  private static JsonNode strictly(String line) {
    try {
      return STRICT.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static void assertRefused(String sentence, String... arguments) {
    try (PackagedApp app = PackagedApp.launch(arguments)) {
      assertThat(app.awaitExit()).isEqualTo(1);
      assertThat(app.output()).contains(sentence).doesNotContain("\tat ");
      assertThat(app.folder().resolve("data/journal.mv.db"))
          .as("nothing was opened")
          .doesNotExist();
    }
  }

  private static List<String> settings() {
    List<String> settings = new ArrayList<>();
    settings.add(PROFILE);
    settings.add("--spring.datasource.password=journal-4711");
    settings.add("--onboarding.broker.user=app");
    settings.add("--onboarding.broker.password=broker-4711");
    for (String[] user : new String[][] {{"shop", "CLIENT"}, {"boss", "ADMIN"}}) {
      String prefix = "--onboarding.security.users." + user[0];
      String hash = new BCryptPasswordEncoder(10).encode(user[0] + "-4711");
      settings.add(prefix + ".password={bcrypt}" + hash);
      settings.add(prefix + ".roles=" + user[1]);
    }
    return settings;
  }

  private static String[] login(String user) {
    byte[] both = (user + ":" + user + "-4711").getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
  }
}
