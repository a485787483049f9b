package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hexabuilders.onboarding.routing.HttpCaller.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Which requests reach Jolokia at all, where everybody is local. */
@HttpTest
class JolokiaEdgeTest {

  private static final String JOLOKIA = "/actuator/jolokia";
  private static final String[] TOKEN = {"Cookie", "XSRF-TOKEN=t", "X-XSRF-TOKEN", "t"};

  @LocalServerPort private int port;
  private HttpCaller http;

  @BeforeEach
  void connect() {
    http = new HttpCaller(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/jolokia",
        "/actuator/jolokia/version",
        "/actuator/jolokia/exec/x:type=Memory/gc",
        "/actuator/hawtio/jolokia/exec/x:type=Memory/gc"
      })
  void takes_nothing_but_post(String path) {
    for (String method : List.of("GET", "PUT", "DELETE", "OPTIONS")) {
      Answer answer = http.method(method, path, "Cookie", "XSRF-TOKEN=t", "X-XSRF-TOKEN", "t");
      assertThat(answer.status()).as(method).isEqualTo(405);
    }
  }

  @Test
  void a_page_of_another_site_reaches_no_bean_of_this_machine() {
    String read = "{\"type\": \"read\", \"mbean\": \"java.lang:type=Memory\"}";
    assertThat(http.post(JOLOKIA, read, TOKEN).status()).isEqualTo(200);
    assertThat(http.post(JOLOKIA, read).status()).isEqualTo(403);
    for (String[] foreign :
        new String[][] {
          {"Origin", "http://evil.example"},
          {"Origin", "null"},
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"}
        }) {
      List<String> headers = new ArrayList<>(List.of(TOKEN));
      headers.addAll(List.of(foreign));
      assertThat(http.post(JOLOKIA, read, headers.toArray(String[]::new)).status()).isEqualTo(403);
    }
  }

  @Test
  void what_is_no_request_is_refused_without_a_word_of_internals() {
    for (String body :
        List.of("", "7", "\"x\"", "{", "[".repeat(100_000), "[7" + ",7".repeat(200) + "]")) {
      assertThat(http.post(JOLOKIA, body, TOKEN).status()).isEqualTo(400);
    }
    for (String body :
        List.of("{}", "{\"type\":\"exec\"}", "{\"type\":\"read\",\"mbean\":\"x\"}")) {
      assertThat(ask(body).get("status").asInt()).isEqualTo(400);
    }
    JsonNode config = ask("{\"type\": \"config\", \"mbean\": \"java.lang:type=Memory\"}");
    assertThat(config.get("status").asInt()).isEqualTo(403);
  }

  private JsonNode ask(String body) {
    Answer answer = http.post(JOLOKIA, body, TOKEN);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }
}
