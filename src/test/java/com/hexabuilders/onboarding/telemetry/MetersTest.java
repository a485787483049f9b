package com.hexabuilders.onboarding.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hexabuilders.onboarding.proof.application.HttpCaller;
import com.hexabuilders.onboarding.proof.application.Poison;
import com.hexabuilders.onboarding.proof.application.Scrape;
import com.hexabuilders.onboarding.proof.application.WholeApplication;
import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.Promtool;
import com.hexabuilders.onboarding.proof.harness.SagaClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
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
  private static final List<String> QUEUES =
      List.of(
          "partner-onboarding.start",
          "partner-onboarding.contract_creation",
          "partner-onboarding.contract_creation.undo",
          "partner-onboarding.completion",
          "ActiveMQ.DLQ");

  @Autowired ConnectionFactory connections;
  @Autowired JdbcTemplate jdbc;
  @LocalServerPort int port;
  @TempDir Path folder;
  private SagaClient client;
  private HttpCaller anybody;

  @BeforeEach
  void connect() {
    client = new SagaClient(port);
    anybody = new HttpCaller(port);
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
  void ten_thousand_inputs_paths_methods_messages_and_errors_make_no_new_meter() throws Exception {
    String[] ours = {"saga_", "onboarding_", "camel_", "http_"};
    List<String> letters = new ArrayList<>(misdrop(0));
    IntStream.range(0, 8).forEach(n -> disturb("before" + n));
    Set<String> before = scrape().series(ours);
    for (int n = 1; n < 40; n++) {
      letters.addAll(misdrop(n));
    }
    IntStream.range(0, 2_000).parallel().forEach(n -> disturb("x" + n));
    awaitAndForget(letters);
    assertThat(scrape().series(ours)).isEqualTo(before);
  }

  /** Unknown path, unknown method, unknown saga, unreadable start, unknown act; none is kept. */
  private void disturb(String unique) {
    client.get("/" + unique + "/" + unique);
    anybody.method(unique, "/sagas/" + unique);
    client.get("/sagas/" + unique + "/status", "X-Correlation-ID", unique);
    client.start("{\"partner_data\": {\"" + unique + "\": 1}}", "Idempotency-Key", unique);
    client.post(
        "/sagas/" + unique + "/steps/" + unique + "/retry", "{\"reason\": \"" + unique + "\"}");
  }

  /** Messages of an unknown type, for nobody, and from an unknown queue; returns their ids. */
  private List<String> misdrop(int n) throws JMSException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession()) {
      for (String queue : QUEUES) {
        String body = Poison.event("Event" + n, UUID.randomUUID().toString());
        Message message = Poison.named(session, "property" + n, body);
        message.setJMSType("type" + n);
        String origin = "partner-onboarding." + "q".repeat(n + 1);
        ((ActiveMQMessage) message).setOriginalDestination(new ActiveMQQueue(origin));
        session.createProducer(session.createQueue(queue)).send(message);
        ids.add(message.getJMSMessageID());
      }
    }
    return ids;
  }

  private void awaitAndForget(List<String> messages) {
    String sql = "delete from dead_letter where message_id = ?";
    messages.forEach(
        id ->
            await(id)
                .atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.update(sql, id), n -> n == 1));
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
