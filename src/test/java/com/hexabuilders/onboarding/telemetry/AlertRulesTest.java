package com.hexabuilders.onboarding.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.hexabuilders.onboarding.proof.harness.Ended;
import com.hexabuilders.onboarding.proof.harness.Promtool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alert rules: valid, tested, and each with a runbook that exists. */
class AlertRulesTest {

  private static final Path RULES = Path.of("monitoring/alerts.yaml");
  private static final Path TESTS = Path.of("monitoring/alerts.test.yaml");

  @Test
  void promtool_accepts_the_rules_and_their_own_tests_pass() {
    Ended check = Promtool.run(null, "check", "rules", RULES.toString());
    assertThat(check.exitCode()).as(check.output()).isZero();
    Ended test = Promtool.run(null, "test", "rules", TESTS.toString());
    assertThat(test.exitCode()).as(test.output()).isZero();
  }

  @Test
  void every_alert_has_severity_summary_description_a_runbook_and_a_test() throws Exception {
    String tests = Files.readString(TESTS);
    List<Map<String, Object>> alerts = alerts();
    assertThat(alerts).hasSizeGreaterThan(10);
    for (Map<String, Object> alert : alerts) {
      String name = (String) alert.get("alert");
      Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
      assertThat(((Map<?, ?>) alert.get("labels")).get("severity"))
          .as(name)
          .isIn("critical", "warning");
      assertThat(annotations.get("summary").toString()).as(name).isNotBlank();
      assertThat(annotations.get("description").toString()).as(name).isNotBlank();
      assertThat(Path.of(annotations.get("runbook_url").toString()))
          .as(name)
          .exists()
          .content()
          .contains("## What it means", "## Look", "## Do", "## Over when");
      assertThat(tests).as("a test of an alert that rings").contains("alertname: " + name);
    }
  }

  private static List<Map<String, Object>> alerts() throws Exception {
    Map<String, List<Map<String, List<Map<String, Object>>>>> file =
        new Yaml().load(Files.readString(RULES));
    return file.get("groups").stream()
        .flatMap(group -> group.get("rules").stream())
        .filter(rule -> rule.containsKey("alert"))
        .toList();
  }
}
