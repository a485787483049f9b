package com.hexabuilders.onboarding.security.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.api.Role;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.Users;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who signs in to the console with the form, what the session is good for, and what it is not. */
@SignInTest
class ConsoleSessionsTest {

  private static final String JOLOKIA = "/actuator/hawtio/jolokia/";
  private static final String VERSION = "{\"type\": \"version\"}";
  private static final String COOKIE = "console-session";

  @LocalServerPort private int port;
  private HttpCaller http;

  @BeforeEach
  void connect() {
    http = new HttpCaller(port);
  }

  @Test
  void signs_in_with_the_form_and_works_in_the_session() {
    Answer stranger = http.get("/actuator/hawtio/", "Accept", "text/html");
    assertThat(stranger.status()).isEqualTo(302);
    assertThat(stranger.header("Location")).endsWith("/login");
    assertThat(http.get("/login").response().body())
        .contains("<form method=\"post\" action=\"/login\">", "name=\"_csrf\"");
    Answer signedIn = signIn(Role.OPERATOR, Users.password(Role.OPERATOR), "");
    assertThat(signedIn.header("Location")).endsWith("/actuator/hawtio/");
    assertThat(setCookie(signedIn, COOKIE)).contains("Path=/", "HttpOnly", "SameSite=Strict");
    assertThat(setCookie(signedIn, "XSRF-TOKEN")).contains("SameSite=Strict");
    String session = session(signedIn);
    assertThat(http.get("/actuator/hawtio/user", "Cookie", session).body().asText())
        .isEqualTo("OPERATOR");
    assertThat(http.post(JOLOKIA, VERSION, token(session)).body().at("/status").asInt())
        .isEqualTo(200);
    Answer page = http.get("/actuator/hawtio/x", "Accept", "text/html", "Cookie", session);
    assertThat(page.response().body()).contains("<base href=\"/actuator/hawtio/\">");
    assertThat(page.response().headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("script-src 'self';")
        .doesNotContain("unsafe-eval");
  }

  @Test
  void a_password_or_token_with_a_request_opens_no_session() {
    String token = "Bearer " + Users.ISSUER.token("token-ADMIN", "ADMIN");
    for (String login : List.of(HttpCaller.basic("ADMIN", Users.password(Role.ADMIN)), token)) {
      for (String path : List.of("/actuator/hawtio/user", "/actuator/hawtio/", "/login")) {
        Answer answer = http.get(path, "Authorization", login, "Accept", "text/html, */*");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(setCookie(answer, COOKIE)).as(path).isEmpty();
      }
      String[] page = {"Authorization", login, "Cookie", "XSRF-TOKEN=t", "X-XSRF-TOKEN", "t"};
      Answer answer = http.post(JOLOKIA, VERSION, page);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
    }
  }

  @Test
  void who_takes_anything_is_led_to_the_form_and_scripts_of_the_page_are_told_401() {
    String home = "/actuator/hawtio/";
    for (String[] person : new String[][] {{}, {"Accept", "*/*"}, {"Accept", "text/*;q=0.8"}}) {
      assertThat(http.get(home, person).status()).isEqualTo(302);
      assertThat(http.method("HEAD", home, person).status()).isEqualTo(302);
    }
    assertThat(http.get(home, "Accept", "application/json").status()).isEqualTo(401);
    assertThat(http.get(home + "user", "Accept", "*/*").status()).isEqualTo(401);
    assertThat(http.get(home, "Accept", "*/*", "Sec-Fetch-Mode", "cors").status()).isEqualTo(401);
    String[] signedIn = {"Authorization", HttpCaller.basic("ADMIN", "ADMIN-password")};
    assertThat(http.get(home, signedIn).response().body()).contains("<base href");
  }

  @Test
  void whoever_has_no_right_to_act_gets_no_session() {
    for (Role role : List.of(Role.CLIENT, Role.VIEWER)) {
      Answer refused = signIn(role, Users.password(role), "");
      assertThat(refused.header("Location")).endsWith("/login?failed");
      assertThat(setCookie(refused, COOKIE)).isEmpty();
    }
    Answer wrong = signIn(Role.ADMIN, "guess", "");
    assertThat(wrong.header("Location")).endsWith("/login?failed");
    assertThat(setCookie(wrong, COOKIE)).isEmpty();
    assertThat(http.post(JOLOKIA, VERSION).status()).isEqualTo(401);
    assertThat(http.post(JOLOKIA, VERSION, token("")).status()).isEqualTo(401);
  }

  @Test
  void everything_that_changes_something_needs_the_token_of_the_page() {
    String session = session(signIn(Role.ADMIN, Users.password(Role.ADMIN), ""));
    String both = session + "; XSRF-TOKEN=t";
    for (String path : List.of(JOLOKIA, "/actuator/jolokia", "/actuator/%6Aolokia", "/logout")) {
      assertThat(http.post(path, VERSION, "Cookie", session).status()).isEqualTo(403);
      assertThat(http.post(path, VERSION, "Cookie", both).status()).isEqualTo(403);
      assertThat(http.post(path, VERSION, "Cookie", both, "X-XSRF-TOKEN", "x").status())
          .isEqualTo(403);
      assertThat(http.post(path + "?_csrf=t", VERSION, "Cookie", both).status()).isEqualTo(403);
    }
    String fields = "username=ADMIN&password=" + Users.password(Role.ADMIN);
    assertThat(form("/login", fields, "XSRF-TOKEN=t").status()).isEqualTo(403);
    assertThat(http.get("/actuator/hawtio/user", "Cookie", session).status()).isEqualTo(200);
    assertThat(form("/logout", "_csrf=t", both).header("Location")).endsWith("/login");
    assertThat(http.get("/actuator/hawtio/user", "Cookie", session).status()).isEqualTo(401);
  }

  @Test
  void a_session_counts_nowhere_but_in_the_console() {
    String session = session(signIn(Role.ADMIN, Users.password(Role.ADMIN), ""));
    assertThat(http.get("/sagas", "Cookie", session).status()).isEqualTo(401);
    assertThat(http.get("/audit", "Cookie", session).status()).isEqualTo(401);
    assertThat(http.post("/sagas/s-1/compensate", "{}", token(session)).status()).isEqualTo(401);
  }

  @Test
  void a_session_that_somebody_else_may_know_is_not_the_one_signed_in_to() {
    String foisted = COOKIE + "=0123456789ABCDEF0123456789ABCDEF";
    String first = session(signIn(Role.OPERATOR, Users.password(Role.OPERATOR), foisted));
    assertThat(first).isNotEqualTo(foisted);
    assertThat(http.get("/actuator/hawtio/user", "Cookie", foisted).status()).isEqualTo(401);
    String second = session(signIn(Role.ADMIN, Users.password(Role.ADMIN), first));
    assertThat(second).isNotEqualTo(first);
    assertThat(http.get("/actuator/hawtio/user", "Cookie", first).status()).isEqualTo(401);
    assertThat(http.get("/actuator/hawtio/user", "Cookie", second).body().asText())
        .isEqualTo("ADMIN");
  }

  @Test
  void a_fourth_session_ends_the_first() {
    String first = session(signIn(Role.OPERATOR, Users.password(Role.OPERATOR), ""));
    assertThat(http.get("/actuator/hawtio/user", "Cookie", first).status()).isEqualTo(200);
    for (int i = 0; i < 3; i++) {
      signIn(Role.OPERATOR, Users.password(Role.OPERATOR), "");
    }
    assertThat(http.get("/actuator/hawtio/user", "Cookie", first).status()).isEqualTo(401);
  }

  @Test
  void a_form_of_strange_content_is_answered_and_a_token_cannot_carry_a_page() {
    assertThat(form("/login", "x".repeat(5000), "").status()).isEqualTo(413);
    assertThat(form("/login", "%zz=%zz&&=&_csrf", "").status()).isEqualTo(403);
    String page = http.get("/login", "Cookie", "XSRF-TOKEN=<script>").response().body();
    assertThat(page).contains("&lt;script&gt;").doesNotContain("<script");
  }

  private Answer signIn(Role role, String password, String cookies) {
    String fields = "username=%s&password=%s&_csrf=t".formatted(role, password);
    return form("/login", fields, "XSRF-TOKEN=t; " + cookies);
  }

  private Answer form(String path, String fields, String cookies) {
    return http.post(
        path,
        BodyPublishers.ofString(fields),
        "application/x-www-form-urlencoded",
        "Cookie",
        cookies);
  }

  private static String[] token(String session) {
    return new String[] {"Cookie", session + "; XSRF-TOKEN=t", "X-XSRF-TOKEN", "t"};
  }

  private static String session(Answer answer) {
    return setCookie(answer, COOKIE).split(";")[0];
  }

  private static String setCookie(Answer answer, String name) {
    return answer.response().headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "=") && !cookie.contains("=;"))
        .reduce("", (one, next) -> next);
  }
}
