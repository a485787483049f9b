package com.hexabuilders.onboarding.security;

import static com.hexabuilders.onboarding.proof.application.HttpCaller.START;
import static com.hexabuilders.onboarding.proof.application.HttpCaller.STARTS;
import static com.hexabuilders.onboarding.proof.application.HttpCaller.chunked;
import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.application.HttpApp;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;

@HttpTest
class HttpGuardsTest {

  @Autowired private HttpApp.Stubs stubs;
  @LocalServerPort private int port;
  @Autowired private HttpCaller http;

  @BeforeEach
  void fresh() {
    stubs.reset();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nobody", "a%2Fb", "a%20b", "a%0Ab", "%E4%BD%A0", "a;x=1", "a%25b", "$%7Bbody%7D"})
  void strange_ids_are_not_found(String id) {
    for (String path :
        List.of("/sagas/%s/status", "/sagas/%s", "/sagas/%s/events", "/partners/%s")) {
      assertThat(http.get(path.formatted(id)).status()).isEqualTo(404);
    }
    assertThat(http.post("/sagas/" + id + "/compensate", "{}").status()).isEqualTo(404);
  }

  @Test
  void failures_show_no_internals() {
    stubs.onCompensate =
        () -> {
          throw new DataAccessResourceFailureException("secret");
        };
    Answer away = http.post("/sagas/s-1/compensate", "{}", "X-Correlation-ID", "c");
    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isNotBlank();
    stubs.onCompensate =
        () -> {
          throw new IllegalStateException("secret");
        };
    Answer broken = http.post("/sagas/s-1/compensate", "{}");
    assertThat(broken.status()).isEqualTo(500);
    assertThat(away.body().toString() + broken.body()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({"1048577", "3000000", "8000000", "15000000"})
  void a_body_that_is_too_large_is_answered(int size) {
    byte[] body = new byte[size];
    assertThat(http.post(STARTS, BodyPublishers.ofByteArray(body), "application/json").status())
        .isEqualTo(413);
    assertThat(http.post(STARTS, chunked(body), "application/json").status()).isEqualTo(413);
  }

  @Test
  void a_caller_that_asks_before_it_sends_too_much_is_told_at_once() throws IOException {
    String[] lines = {
      "POST " + STARTS + " HTTP/1.1",
      "Host: localhost",
      "Content-Type: application/json",
      "Content-Length: 5000000",
      "Expect: 100-continue"
    };
    assertThat(http.raw(lines)).startsWith("HTTP/1.1 413").contains("application/problem+json");
    lines[3] = "Content-Length: 50000000";
    lines[4] = "X-Other: 1";
    assertThat(http.raw(lines)).startsWith("HTTP/1.1 413").contains("application/problem+json");
  }

  @Test
  void only_json_in_utf_8_comes_in() {
    byte[] start = START.getBytes(StandardCharsets.UTF_8);
    for (String good :
        List.of(
            "application/json", "application/problem+json", "application/json; charset=UTF-8")) {
      assertThat(http.post(STARTS, chunked(start), good).status()).isEqualTo(202);
    }
    for (String bad :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json;charset=latin1",
            "x")) {
      assertThat(http.post(STARTS, BodyPublishers.ofByteArray(start), bad).status()).isEqualTo(415);
    }
    assertThat(http.post(STARTS, BodyPublishers.ofByteArray(start), null).status()).isEqualTo(415);
    assertThat(http.post(STARTS, START, "Content-Encoding", "gzip").status()).isEqualTo(415);
    byte[] latin = {'{', '"', (byte) 0xE9, '"', ':', '1', '}'};
    assertThat(http.post(STARTS, BodyPublishers.ofByteArray(latin), "application/json").status())
        .isEqualTo(400);
    assertThat(http.post(STARTS, "").status()).isEqualTo(400);
  }

  /** Tomcat leaves such parameters out, and would then answer what nobody asked for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=FAILED&status=COMPLETED",
        "limit=1&x=2&limit=1",
        "q=a&%71=b",
        "q=%FF",
        "q=%C3",
        "q=%ED%A0%80",
        "q=%zz",
        "q=100%"
      })
  void a_query_that_can_be_read_in_two_ways_is_refused(String query) throws IOException {
    String refused = http.raw("GET /sagas?" + query + " HTTP/1.1", "Host: localhost");
    assertThat(refused).startsWith("HTTP/1.1 400").contains("application/problem+json");
  }

  @Test
  void a_query_in_any_script_is_let_in() {
    assertThat(http.get("/sagas?q=%E4%BD%A0+%C3%A9&status=&limit=1").status()).isEqualTo(200);
  }

  @Test
  void foreign_hosts_and_origins_are_refused() throws IOException {
    String path = "GET /sagas/health HTTP/1.1";
    assertThat(http.raw(path, "Host: evil.example")).startsWith("HTTP/1.1 421");
    assertThat(http.raw(path, "Host: localhost.evil.example:80")).startsWith("HTTP/1.1 421");
    assertThat(http.raw(path, "Host: [::1]:1")).startsWith("HTTP/1.1 200");
    assertThat(http.raw(path, "Host: 127.0.0.1")).startsWith("HTTP/1.1 200");
    assertThat(http.get("/sagas", "Origin", "http://evil.example").status()).isEqualTo(403);
    assertThat(http.get("/sagas", "Origin", "null").status()).isEqualTo(403);
    assertThat(http.get("/sagas", "Origin", "http://localhost:" + port).status()).isEqualTo(200);
  }

  @Test
  void a_page_of_another_site_changes_nothing_even_without_a_body() {
    String compensate = "/sagas/s-1/compensate";
    for (String site : List.of("cross-site", "same-site")) {
      assertThat(http.post(compensate, "", "Sec-Fetch-Site", site).status()).isEqualTo(403);
    }
    assertThat(http.post(compensate, "", "Sec-Fetch-Site", "same-origin").status()).isEqualTo(404);
    assertThat(http.post(compensate, "", "Origin", "http://evil.example").status()).isEqualTo(403);
    assertThat(http.method("POST", compensate).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRACE", "OPTIONS", "PATCH", "CONNECT", "FOO"})
  void other_methods_are_refused(String method) throws IOException {
    String answer = http.raw(method + " /sagas/s-1 HTTP/1.1", "Host: localhost", "X-Secret: s3");
    assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("s3", "Tomcat");
    assertThat(answer.substring(9, 12)).isIn("400", "405", "501");
  }

  @Test
  void unknown_addresses_and_methods_are_problems_too() throws IOException {
    assertThat(http.get("/nothing/here").status()).isEqualTo(404);
    assertThat(http.get("/").status()).isEqualTo(404);
    Answer wrong = http.method("DELETE", "/sagas/s-1/status");
    assertThat(wrong.status()).isEqualTo(405);
    assertThat(wrong.header("Allow")).contains("GET");
    assertThat(http.method("PUT", STARTS).status()).isEqualTo(405);
    String refused = http.raw("GET /sagas/a%00b/status HTTP/1.1", "Host: localhost");
    assertThat(refused)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "X-Correlation-ID: ", "X-Content-Type-Options")
        .doesNotContain("Tomcat", "<html", "java.");
  }

  @Test
  void health_and_metrics_are_open_and_nothing_else_of_the_actuator() {
    assertThat(http.get("/actuator/health").status()).isEqualTo(200);
    for (String closed : List.of("env", "sbom", "jmx", "loggers")) {
      assertThat(http.get("/actuator/" + closed).status()).isEqualTo(404);
    }
  }
}
