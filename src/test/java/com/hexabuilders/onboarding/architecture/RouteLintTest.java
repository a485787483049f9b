package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How routes are written. */
class RouteLintTest {

  private static final Path ROUTES = Path.of("src/main/resources/routes");
  private static final String GOOD =
      """
      - routeConfiguration: {id: some-errors, description: Handles errors.}
      - route:
          id: a-route
          description: Does something.
          routeConfigurationId: some-errors
          from:
            uri: direct:a
            steps:
              - bean: {ref: b, method: "go(${body})"}
      """;

  @Test
  void all_route_files_keep_the_rules() throws IOException {
    List<RouteFile> files = new ArrayList<>();
    try (Stream<Path> listed = Files.list(ROUTES)) {
      for (Path file : listed.sorted().toList()) {
        assertThat(file).as("the folder is flat").isRegularFile();
        files.add(RouteFile.read(file.getFileName().toString(), Files.readString(file)));
      }
    }
    assertThat(files).hasSizeGreaterThan(8);
    assertThat(RouteLint.faults(files)).isEmpty();
    assertThat(TemplateLint.faults(files)).isEmpty();
  }

  @Test
  void a_good_file_has_no_fault() {
    assertThat(faults(RouteLint.ERRORS, GOOD)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id: a-route                       | id: aRoute                      | needs an id in kebab-case
          id: a-route                       | id: some-errors                 | id that is used already
          description: Does something.      | description: does               | needs a description
          routeConfigurationId: some-errors | routeConfigurationId: others    | names no routeConfigurationId
          go(${body})                       | go                              | without spelling its arguments
          go(${body})                       | go(${body},)                    | without spelling its arguments
          bean: {ref: b, method: "go(${body})"} | process: {ref: b}           | uses 'process'
          bean: {ref: b, method: "go(${body})"} | setProperty: {name: b}      | uses 'setProperty'
          bean: {ref: b, method: "go(${body})"} | toD: {uri: "direct:b"}      | uses 'toD'
          bean: {ref: b, method: "go(${body})"} | to: {uri: "sql:select 1"}   | reaches for 'sql:'
          bean: {ref: b, method: "go(${body})"} | to: "direct:${body}"        | builds an address from a message
          bean: {ref: b, method: "go(${body})"} | filter: {groovy: "true"}    | uses 'groovy'
          bean: {ref: b, method: "go(${body})"} | saga: {propagation: REQUIRED} | uses 'saga'
          - routeConfiguration              | - beans                         | kind of entry that is not used
          """)
  void a_broken_rule_is_found(String good, String bad, String fault) {
    assertThat(GOOD).contains(good);
    assertThat(faults(RouteLint.ERRORS, GOOD.replace(good, bad)))
        .anySatisfy(found -> assertThat(found).contains(fault));
  }

  @Test
  void a_use_of_a_template_that_spells_no_arguments_is_found() {
    String use =
        """
        - routeTemplate:
            id: t
            description: Calls a bean.
            parameters: [{name: call, description: A call.}]
            route:
              routeConfigurationId: some-errors
              from: {uri: "direct:t", steps: [{bean: {ref: b, method: "{{call}}"}}]}
        - templatedRoute:
            routeTemplateRef: t
            routeId: r
            parameters: [{name: call, value: "go(${body})"}]
        """;
    assertThat(faults(RouteLint.ERRORS, GOOD + use)).isEmpty();
    assertThat(faults(RouteLint.ERRORS, GOOD + use.replace("go(${body})", "go")))
        .singleElement()
        .asString()
        .contains("'r' calls a bean without spelling its arguments");
  }

  @Test
  void error_handling_outside_its_file_is_found() {
    assertThat(faults("other.camel.yaml", GOOD))
        .singleElement()
        .asString()
        .contains("handles errors");
  }

  @Test
  void a_long_file_and_a_long_route_are_found() {
    assertThat(faults(RouteLint.ERRORS, GOOD + "# more\n".repeat(120))).hasSize(1);
    String step = "        - bean: {ref: b, method: \"go(${body})\"}\n";
    assertThat(faults(RouteLint.ERRORS, GOOD + step.repeat(7)))
        .singleElement()
        .asString()
        .contains("has 8 steps");
  }

  @Test
  void a_parameter_without_a_sentence_or_with_two_meanings_is_found() {
    String described = "{name: execute, description: Does the work.}";
    assertThat(templateFaults(described, described)).isEmpty();
    assertThat(templateFaults(described, "{name: execute}"))
        .containsExactly(
            "t.camel.yaml, template 'two' does not describe its parameter 'execute' in a sentence.");
    assertThat(templateFaults(described, described.replace("work", "undo")))
        .containsExactly(
            "t.camel.yaml, template 'two' describes 'execute' in other words than template 'one'.");
  }

  private static List<String> templateFaults(String one, String two) {
    String template = "- routeTemplate: {id: %s, parameters: [%s]}\n";
    String text = String.format(Locale.ROOT, template + template, "one", one, "two", two);
    return TemplateLint.faults(List.of(RouteFile.read("t.camel.yaml", text)));
  }

  private static List<String> faults(String name, String text) {
    return RouteLint.faults(List.of(RouteFile.read(name, text)));
  }
}
