package com.hexabuilders.onboarding.security;

import static com.hexabuilders.onboarding.proof.application.HttpCaller.START;
import static com.hexabuilders.onboarding.proof.application.HttpCaller.STARTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.api.saga.SagaRows;
import com.hexabuilders.onboarding.proof.application.HttpApp;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.Users;
import com.hexabuilders.onboarding.security.browser.SignInTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every address the web server maps, called by every role, by nobody, and with credentials that are
 * wrong: nobody gets in where they do not belong.
 */
@SignInTest
class AccessTest {

  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
  private static final Map<String, String> PATHS =
      Map.of(
          "{id}",
          "s-2",
          "{partner_id}",
          "p@1",
          "{saga_id}",
          "s-1",
          "{name}",
          "partners",
          "hawtio/**",
          "hawtio/robots.txt");

  /** A page's token, which the console wants besides, and which gives nobody a right. */
  private static final String[] TOKEN = {"Cookie", "XSRF-TOKEN=t", "X-XSRF-TOKEN", "t"};

  private static final Map<String, String> ALLOWED = AllowedAccess.TABLE;

  @Autowired private List<RequestMappingInfoHandlerMapping> mappings;
  @Autowired private HttpApp.Stubs stubs;
  @Autowired private SagaRows rows;
  @LocalServerPort private int port;
  private HttpCaller http;

  @BeforeEach
  void fresh() {
    stubs.reset();
    http = new HttpCaller(port);
  }

  @Test
  void every_address_has_a_rule_that_lets_in_whom_it_names_and_no_other_rule_is_there() {
    Set<String> addresses = AllowedAccess.addresses(mappings);
    assertThat(ALLOWED.keySet()).as("a new address needs a line here").containsAll(addresses);
    assertThat(AllowedAccess.rulesWithout(addresses)).as("rules for nothing").isEmpty();
    for (String address : addresses) {
      for (Role role : Role.values()) {
        boolean allowed =
            ALLOWED.get(address).contains("*") || ALLOWED.get(address).contains(role.name());
        for (String login :
            List.of(HttpCaller.basic(role.name(), role + "-password"), bearer(role))) {
          Answer answer = call(address, "Authorization", login);
          assertThat(gotIn(answer))
              .as(address + " as " + role + " is " + answer.status())
              .isEqualTo(allowed);
        }
      }
    }
  }

  @Test
  void nobody_and_whoever_shows_something_wrong_stays_out() {
    Map<String, String> bad = Users.ISSUER.bad();
    assertThat(call("GET /sagas/stream").status()).isEqualTo(401);
    for (String address : AllowedAccess.addresses(mappings)) {
      boolean open = ALLOWED.get(address).contains("*");
      assertThat(call(address).status() == 401).as(address).isEqualTo(!open);
      String user = address.length() % 2 == 0 ? "ADMIN" : "nobody";
      assertThat(call(address, "Authorization", HttpCaller.basic(user, "guess")).status())
          .isEqualTo(401);
      bad.forEach(
          (why, token) ->
              assertThat(call(address, "Authorization", "Bearer " + token).status())
                  .as(address + " with " + why)
                  .isEqualTo(401));
    }
  }

  @Test
  void a_refusal_says_how_to_sign_in_and_an_unknown_address_says_nothing() {
    Answer refused = http.get("/sagas");
    assertThat(refused.response().headers().allValues("WWW-Authenticate"))
        .containsExactly("Basic realm=\"onboarding\"", "Bearer");
    assertThat(http.get("/actuator/env").status()).isEqualTo(401);
    assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(http.get("/actuator/health/readiness").status()).isEqualTo(200);
    String[] admin = {"Authorization", HttpCaller.basic("ADMIN", "ADMIN-password")};
    for (String path : List.of("/actuator/env", "/actuator/hawtio/proxy/x", "/error", "/x")) {
      assertThat(http.get(path, admin).status()).isEqualTo(404);
    }
  }

  @Test
  void a_client_follows_what_it_started_itself_and_nothing_else() {
    String[] client = {"Authorization", bearer(Role.CLIENT)};
    rows.saga("own-1", "own", 10);
    rows.change("own-1", "started_by = 'token-CLIENT'");
    for (String end : List.of("", "/status", "/events", "/receipt")) {
      assertThat(http.get("/sagas/own" + end, client).status()).isEqualTo(200);
      assertThat(http.get("/sagas/s-1" + end, client).status()).isEqualTo(404);
    }
    assertThat(http.get("/sagas", client).body().get("items").findValuesAsText("saga_id"))
        .containsExactly("own-1");
    assertThat(http.get("/partners/own/sagas", client).body().get("items")).hasSize(1);
    assertThat(http.get("/partners/p@1/sagas", client).status()).isEqualTo(404);
    assertThat(http.post(STARTS, START, client).status()).isEqualTo(202);
    assertThat(stubs.started.get().startedBy()).isEqualTo("token-CLIENT");
  }

  @Test
  void an_act_is_its_callers_with_roles_and_address() {
    String[] operator = {"Authorization", HttpCaller.basic("OPERATOR", "OPERATOR-password")};
    http.post("/sagas/s-1/compensate", "{}", operator);
    assertThat(stubs.actor.get().name()).isEqualTo("OPERATOR");
    assertThat(stubs.actor.get().roles()).isEqualTo("OPERATOR");
    assertThat(stubs.actor.get().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void only_a_proxy_that_is_named_says_where_its_caller_is() throws IOException {
    String[] lines = {
      "POST /sagas/s-1/compensate HTTP/1.1",
      "Host: localhost",
      "Authorization: " + HttpCaller.basic("OPERATOR", "OPERATOR-password"),
      "X-Forwarded-For: 192.0.2.77, 198.51.100.3"
    };
    assertThat(http.rawFrom("127.0.0.1", lines)).startsWith("HTTP/1.1 404");
    assertThat(stubs.actor.get().address()).isEqualTo("127.0.0.1");
    assertThat(http.rawFrom(SignInTest.PROXY, lines)).startsWith("HTTP/1.1 404");
    assertThat(stubs.actor.get().address()).as("what the proxy saw").isEqualTo("198.51.100.3");
  }

  @Test
  void only_an_admin_edits_what_is_sent_again_and_sees_personal_data() {
    String edit = "{\"data\": {\"x\": 1}}";
    String letter = "/sagas/dead-letters/d-1/retry";
    String reveal = "/partners/p@1?reveal=Asked+by+the+partner.";
    for (Role role : List.of(Role.OPERATOR, Role.VIEWER)) {
      String[] login = {"Authorization", bearer(role)};
      assertThat(http.post(letter, edit, login).status()).isEqualTo(403);
      assertThat(http.get(reveal, login).status()).isEqualTo(403);
      assertThat(http.get("/partners/p@1", login).body().get("nombre").asText()).isEqualTo("x");
    }
    String[] admin = {"Authorization", bearer(Role.ADMIN)};
    assertThat(http.post(letter, edit, admin).status()).isNotEqualTo(403);
    assertThat(http.get("/partners/p@1?reveal=x", admin).status()).isEqualTo(400);
    assertThat(http.get(reveal, admin).body().get("nombre").asText()).isEqualTo("revealed");
    Answer audit = http.get("/audit", admin);
    assertThat(audit.body().get("items").get(0).get("act").asText()).isEqualTo("reveal");
    assertThat(audit.body().get("items").get(0).get("actor").asText()).isEqualTo("token-ADMIN");
  }

  private static boolean gotIn(Answer answer) {
    return answer.status() != 401
        && answer.status() != 403
        && !String.valueOf(answer.body()).contains("There is nothing at this address.");
  }

  private Answer call(String address, String... login) {
    String[] headers = Stream.of(login, TOKEN).flatMap(Stream::of).toArray(String[]::new);
    String method = address.substring(0, address.indexOf(' '));
    String path = address.substring(method.length() + 1);
    for (Map.Entry<String, String> variable : PATHS.entrySet()) {
      path = path.replace(variable.getKey(), variable.getValue());
    }
    path = path.replaceAll("/\\{[^}]*}", "/x").replace("/**", "/x");
    return method.equals("POST")
        ? http.post(path, BodyPublishers.ofString("{}"), "application/json", headers)
        : http.method(method, path, headers);
  }

  private static String bearer(Role role) {
    return "Bearer "
        + TOKENS.computeIfAbsent(role, r -> Users.ISSUER.token("token-" + r, r.name()));
  }
}
