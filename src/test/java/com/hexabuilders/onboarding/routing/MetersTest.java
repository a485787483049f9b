package com.hexabuilders.onboarding.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hexabuilders.onboarding.harness.Ended;
import com.hexabuilders.onboarding.harness.Promtool;
import com.hexabuilders.onboarding.harness.SagaClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;

/** What is measured: well named, bounded, and all that rules and dashboards ask for. */
@WholeApplication
class MetersTest {

  private static final Pattern METRIC =
      Pattern.compile(
          "\\b((?:saga|onboarding|camel|http|jvm|process|system|hikaricp)_\\w+)(?:\\{([^}]*)})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(?:=~|!=|!~|=)\\s*\"");
  private static final Pattern GROUPING = Pattern.compile("\\bby \\(([\\w, ]+)\\)");
  private static final Set<String> PROMETHEUS_OWN = Set.of("instance", "job");

  @LocalServerPort int port;
  @TempDir Path folder;
  private SagaClient client;

  @BeforeEach
  void connect() {
    client = new SagaClient(port);
    client.get("/sagas/nobody/status"); // a request that http_server_requests has seen
  }

  @Test
  void promtool_finds_nothing_to_say_about_our_metrics() throws Exception {
    Path file = folder.resolve("scrape");
    Files.writeString(file, scrape().text());
    Ended check = Promtool.run(file, "check", "metrics");
    assertThat(check.output().lines())
        .as("camel_ and http_ lack help texts that are not ours to write")
        .noneMatch(line -> line.startsWith("saga_") || line.startsWith("onboarding_"))
        .noneMatch(line -> line.startsWith("camel_") && !line.endsWith("no help text"));
    assertThat(scrape().text()).contains("# TYPE saga_started_total counter");
  }

  @Test
  void ten_thousand_inputs_paths_and_errors_make_no_new_meter() {
    String[] ours = {"saga_", "onboarding_", "camel_", "http_"};
    IntStream.range(0, 8).forEach(n -> disturb("before" + n));
    Set<String> before = scrape().series(ours);
    IntStream.range(0, 2_500).parallel().forEach(n -> disturb("x" + n));
    assertThat(scrape().series(ours)).isEqualTo(before);
  }

  /** Four requests: unknown path, unknown saga, unreadable start, unknown act; none is kept. */
  private void disturb(String unique) {
    client.get("/" + unique + "/" + unique);
    client.get("/sagas/" + unique + "/status", "X-Correlation-ID", unique);
    client.start("{\"partner_data\": {\"" + unique + "\": 1}}", "Idempotency-Key", unique);
    client.post(
        "/sagas/" + unique + "/steps/" + unique + "/retry", "{\"reason\": \"" + unique + "\"}");
  }

  @Test
  void every_metric_and_label_of_rules_and_dashboards_exists() throws Exception {
    Map<String, Set<String>> known = scrape().labels();
    List<String> expressions = new ArrayList<>(rules());
    expressions.addAll(panels());
    assertThat(expressions).hasSizeGreaterThan(50);
    for (String expression : expressions) {
      List<Set<String>> used = new ArrayList<>();
      Matcher metric = METRIC.matcher(expression);
      while (metric.find()) {
        assertThat(known).as(expression).containsKey(metric.group(1));
        Set<String> labels = known.get(metric.group(1));
        used.add(labels);
        if (metric.group(2) != null) {
          assertThat(MATCHER.matcher(metric.group(2)).results().map(label -> label.group(1)))
              .as(expression)
              .allMatch(labels::contains);
        }
      }
      GROUPING
          .matcher(expression)
          .results()
          .flatMap(by -> Stream.of(by.group(1).split(",\\s*")))
          .filter(label -> !PROMETHEUS_OWN.contains(label))
          .forEach(
              label -> assertThat(used).as(expression).anyMatch(labels -> labels.contains(label)));
    }
  }

  @Test
  void readiness_asks_database_broker_and_routes_and_liveness_nobody() {
    assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(scrape().text())
        .contains("onboarding_component_up{component=\"database\"} 1.0")
        .contains("onboarding_component_up{component=\"broker\"} 1.0")
        .contains("onboarding_component_up{component=\"routes\"} 1.0")
        .contains("onboarding_component_up{component=\"sweeper\"} 1.0");
  }

  private Scrape scrape() {
    return new Scrape(client.get("/actuator/prometheus", "Accept", "text/plain").text());
  }

  private static List<String> rules() throws Exception {
    Map<String, List<Map<String, List<Map<String, Object>>>>> file =
        new Yaml().load(Files.readString(Path.of("monitoring/alerts.yaml")));
    return file.get("groups").stream()
        .flatMap(group -> group.get("rules").stream())
        .map(rule -> rule.get("expr").toString())
        .toList();
  }

  private static List<String> panels() throws Exception {
    List<String> expressions = new ArrayList<>();
    try (Stream<Path> boards = Files.list(Path.of("monitoring/grafana"))) {
      for (Path board : boards.filter(path -> path.toString().endsWith(".json")).toList()) {
        JsonNode json = new ObjectMapper().readTree(board.toFile());
        json.findValuesAsText("expr").forEach(expressions::add);
      }
    }
    return expressions;
  }
}
