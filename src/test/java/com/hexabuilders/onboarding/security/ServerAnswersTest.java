package com.hexabuilders.onboarding.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the web server answers by itself looks like every other answer. */
@HttpTest
class ServerAnswersTest {

  private static final List<String> HEADERS =
      List.of(
          "X-Correlation-ID: ",
          "X-Content-Type-Options: nosniff",
          "Cache-Control: no-store",
          "Content-Security-Policy: default-src 'none'",
          "Referrer-Policy: no-referrer");

  @Autowired private HttpCaller http;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | Bad Request                     | GARBAGE
          400 | Bad Request                     | G@T /sagas HTTP/1.1
          400 | Bad Request                     | GET /sagas/% HTTP/1.1
          400 | Bad Request                     | GET * HTTP/1.1
          400 | Bad Request                     | GET http://evil.example/sagas HTTP/1.1
          400 | Bad Request                     | GET /sagas HTTP/1.1;Host: localhost
          400 | Bad Request                     | GET /sagas HTTP/1.1;X Y: z
          400 | Bad Request                     | POST /sagas HTTP/1.1;Content-Length: -1
          400 | Bad Request                     | POST /sagas HTTP/1.1;Content-Length: 1;Content-Length: 2
          404 | Not Found                       | GET /actuator/hawtio/../env HTTP/1.1
          404 | Not Found                       | GET //sagas HTTP/1.1
          405 | Method Not Allowed              | TRACE /sagas HTTP/1.1
          405 | Method Not Allowed              | TRACE /actuator/health HTTP/1.1
          405 | Method Not Allowed              | TRACE /actuator/hawtio/ HTTP/1.1
          405 | Method Not Allowed              | TRACE /login HTTP/1.1
          404 | Not Found                       | TRACE /nothing HTTP/1.1
          414 | URI Too Long                    | GET /sagas?q=LONG HTTP/1.1
          417 | Expectation Failed              | GET /sagas HTTP/1.1;Expect: tea
          431 | Request Header Fields Too Large | GET /sagas HTTP/1.1;Cookie: LONG
          431 | Request Header Fields Too Large | GET /sagas HTTP/1.1;MANY
          501 | Not Implemented                 | CONNECT /sagas HTTP/1.1
          501 | Not Implemented                 | POST /sagas HTTP/1.1;Transfer-Encoding: gzip
          505 | HTTP Version not supported      | GET /sagas HTTP/3.0
          """)
  void a_refused_request_is_a_problem_with_our_headers(int status, String title, String request)
      throws IOException {
    String lines =
        request.replace("LONG", "x".repeat(9000)).replace("MANY", "X-A: 1;".repeat(100) + "X-A: 1");
    String answer = http.raw((lines + ";Host: localhost").split(";"));
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains(HEADERS)
        .contains("application/problem+json", "\"title\":\"" + title + "\"")
        .doesNotContain("Tomcat", "<html", "java.", "wrong on our side");
  }

  @Test
  void a_foreign_host_is_a_misdirected_request() throws IOException {
    assertThat(http.raw("GET /sagas HTTP/1.1", "Host: evil.example"))
        .startsWith("HTTP/1.1 421")
        .contains("\"title\":\"Misdirected Request\"", "problem:misdirected-request");
  }

  @Test
  void a_question_about_the_whole_server_has_our_headers_too() throws IOException {
    assertThat(http.raw("OPTIONS * HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 200")
        .contains(HEADERS);
  }

  @Test
  void part_of_a_file_is_not_served_and_an_impossible_part_is_no_error() {
    for (String range : List.of("bytes=0-3", "bytes=999999-")) {
      assertThat(http.get("/actuator/hawtio/robots.txt", "Range", range).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*/*", "text/html", "text/html,application/xhtml+xml,*/*;q=0.8"})
  void the_console_opens_for_whoever_takes_a_page(String accepted) {
    String[] headers = accepted.isEmpty() ? new String[0] : new String[] {"Accept", accepted};
    assertThat(http.get("/actuator/hawtio/", headers).response().body()).contains("<base href");
    assertThat(http.get("/actuator/hawtio/plugin", "Accept", "*/*").status()).isEqualTo(404);
  }

  @Test
  void another_site_cannot_make_a_browser_reveal_personal_data() {
    String plain = "/partners/p@1";
    for (String query :
        List.of("?reveal=Asked+by+them.", "?x=1&%72eveal=Asked+by+them.", "?reveal", "?reveal=")) {
      for (String site : List.of("cross-site", "same-site")) {
        assertThat(http.get(plain + query, "Sec-Fetch-Site", site).status()).isEqualTo(403);
      }
    }
    String[] evil = {"Origin", "http://evil.example"};
    assertThat(http.get(plain + "?reveal=Asked+by+them.", evil).status()).isEqualTo(403);
    assertThat(http.get(plain, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(200);
    for (String site : List.of("none", "same-origin")) {
      String revealed = plain + "?reveal=Asked+by+them.";
      assertThat(http.get(revealed, "Sec-Fetch-Site", site).status()).isEqualTo(200);
    }
  }
}
