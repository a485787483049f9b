package com.hexabuilders.onboarding.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.HttpCaller.Answer;
import com.hexabuilders.onboarding.proof.application.HttpTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Which requests reach Jolokia at all, where everybody is local. */
@HttpTest
class JolokiaEdgeTest {

  private static final String JOLOKIA = "/actuator/jolokia";
  private static final String MEMORY = "\"java.lang:type=Memory\"";
  private static final String[] TOKEN = {"Cookie", "XSRF-TOKEN=t", "X-XSRF-TOKEN", "t"};

  @Autowired private HttpCaller http;

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

  @Test
  void reads_one_attribute_as_the_pages_of_the_console_do() {
    String name = JsonNodeFactory.instance.textNode(contexts()).toString();
    JsonNode version = ask(read(name, "\"CamelVersion\""));
    assertThat(version.get("status").asInt()).isEqualTo(200);
    assertThat(version.get("value").asText()).startsWith("4.");
    JsonNode used = ask(read(MEMORY, "\"HeapMemoryUsage\", \"path\": \"used\""));
    assertThat(used.get("value").asLong()).isPositive();
    assertThat(ask(read(MEMORY, "\"Verbose\"")).get("status").asInt()).isEqualTo(403);
    for (String all : List.of("null", "\"\"", "[]")) {
      assertThat(ask(read(MEMORY, all)).get("value").has("HeapMemoryUsage")).as(all).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"type", "mbean", "attribute", "operation", "arguments", "path", "config", "value"})
  void no_type_of_a_field_is_a_failure_of_ours(String field) {
    for (String type : List.of("read", "exec", "list", "search", "version", "write", "config")) {
      for (String value :
          List.of("5", "[5]", "[null]", "[[]]", "{\"a\": {}}", "true", "\"\\u0000x\"", "null")) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("type", type);
        asked.put("mbean", "java.lang:type=Memory").put("attribute", "HeapMemoryUsage");
        asked.put("operation", "gc").putRawValue(field, new RawValue(value));
        int status = ask(asked.toString()).get("status").asInt();
        assertThat(status).as(asked.toString()).isIn(200, 400, 403, 404);
      }
    }
  }

  @Test
  void a_body_that_two_readers_could_understand_differently_is_no_request() {
    for (String body :
        List.of(
            "{\"type\": \"version\", \"type\": \"list\"}",
            "{\"type\": \"version\"} {}",
            "{\"type\": 1e999999999999999999999999999999}",
            "{\"a\":".repeat(30) + "1" + "}".repeat(30))) {
      assertThat(http.post(JOLOKIA, body, TOKEN).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void an_array_lists_once_and_its_answer_is_of_bounded_size() {
    String list = "{\"type\": \"list\"}";
    JsonNode lists = ask("[" + list + ",{\"type\": \"LIST\"}".repeat(199) + "]");
    assertThat(lists).hasSize(200);
    assertThat(lists.at("/0/value").size()).isPositive();
    assertThat(lists.findValuesAsText("status")).filteredOn("200"::equals).hasSize(1);
    String dump = "{\"type\": \"exec\", \"mbean\": %s, \"operation\": \"dumpRoutesAsXml()\"}";
    String name = JsonNodeFactory.instance.textNode(contexts()).toString();
    String dumps = "[" + list + ("," + dump.formatted(name)).repeat(199) + "]";
    Answer answer = http.post(JOLOKIA, dumps, TOKEN);
    assertThat(answer.response().body()).hasSizeBetween(2_000_000, 6_000_000);
    assertThat(answer.body().get(199).get("status").asInt()).isEqualTo(413);
  }

  @Test
  void a_request_cannot_raise_the_bounds_of_an_answer() {
    int length = list("", "{}").response().body().length();
    assertThat(list("?maxObjects=0&maxDepth=0&maxCollectionSize=0", "{}").response().body())
        .hasSizeBetween(length - 1000, length + 1000);
    assertThat(list("?maxObjects=10", "{}").response().body()).hasSizeLessThan(length / 10);
    assertThat(list("?maxObjects=-1", "{}").body().get("status").asInt()).isEqualTo(400);
    for (String config : List.of("{\"maxObjects\": -1}", "{\"maxDepth\": \"-1\"}")) {
      assertThat(list("", config).body().get("status").asInt()).isEqualTo(400);
    }
  }

  private Answer list(String options, String config) {
    String list = "{\"type\": \"list\", \"config\": %s}".formatted(config);
    return http.post(JOLOKIA + options, list, TOKEN);
  }

  private String contexts() {
    return ask("{\"type\": \"search\", \"mbean\": \"org.apache.camel:type=context,*\"}")
        .at("/value/0")
        .asText();
  }

  private static String read(String name, String attribute) {
    return "{\"type\": \"read\", \"mbean\": %s, \"attribute\": %s}".formatted(name, attribute);
  }

  private JsonNode ask(String body) {
    Answer answer = http.post(JOLOKIA, body, TOKEN);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }
}
