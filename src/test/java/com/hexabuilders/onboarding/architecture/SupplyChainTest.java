package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of a bill of materials is found, and a good one has none. */
class SupplyChainTest {

  private static final String BILL =
      """
      {"components": [
        {"name": "a", "version": "1.0", "purl": "pkg:maven/g/a@1.0?type=jar",
         "licenses": [{"license": {"id": "MIT"}}]},
        {"name": "b", "version": "2.0", "purl": "pkg:maven/g/b@2.0?type=jar"}
      ]}
      """;
  private static final String RULES =
      """
      {"advisories": [{"id": "CVE-1", "source": "s", "component": "pkg:maven/g/a", "version": "1.0",
         "affected": "all", "meaning": "m", "mitigation": "x", "tests": ["ATest.holds"]}],
       "banned": ["pkg:maven/h/"], "without_licence": ["pkg:maven/g/b"]}
      """;
  private static final Set<String> TESTS = Set.of("ATest.holds");

  @Test
  void a_good_bill_has_no_fault() throws Exception {
    SupplyChain good = chain(RULES);
    assertThat(good.jars()).containsExactlyInAnyOrder("a-1.0.jar", "b-2.0.jar");
    assertThat(good.anonymous()).isEmpty();
    assertThat(good.banned()).isEmpty();
    assertThat(good.unguarded(TESTS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version": "1.0"         | "version": "1.1"         | CVE-1 has to be looked at again
          pkg:maven/g/a            | pkg:maven/g/c            | about a component that is not shipped
          ["ATest.holds"]          | []                       | CVE-1 names no test
          ATest.holds              | ATest.held               | names a test that is not there: ATest.held
          "mitigation": "x"        | "mitigation": ""         | does not say its mitigation
          """)
  void an_advisory_that_does_not_fit_is_found(String good, String bad, String fault)
      throws Exception {
    assertThat(RULES).contains(good);
    assertThat(chain(RULES.replace(good, bad)).unguarded(TESTS))
        .singleElement()
        .asString()
        .contains(fault);
  }

  @Test
  void what_is_banned_or_has_no_licence_is_found() throws Exception {
    assertThat(chain(RULES.replace("g/b", "g/c")).anonymous()).hasSize(2);
    assertThat(chain(RULES.replace("maven/h/", "maven/g/")).banned()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "fixed": "1.0"                               | true
          "fixed": "1.0.1"                             | false
          "last_affected": "0.9.99"                    | true
          "last_affected": "1.0"                       | false
          "introduced": "1.0.1", "fixed": "2.0"        | true
          "introduced": "1.0-M1", "fixed": "1.10"      | false
          "introduced": "0.9", "last_affected": "1.10" | false
          """)
  void a_published_hole_of_a_shipped_version_has_to_be_judged(String range, boolean fine)
      throws Exception {
    String hole = "{\"id\": \"CVE-2\", \"component\": \"pkg:maven/g/a\", \"source\": \"s\", ";
    assertThat(unjudged(RULES.replace("CVE-1", "none"), hole + range + "}").isEmpty())
        .isEqualTo(fine);
    assertThat(unjudged(RULES.replace("CVE-1", "CVE-2"), hole + range + "}").isEmpty())
        .isEqualTo(!fine);
  }

  @Test
  void an_entry_of_the_data_set_that_says_too_little_is_found() throws Exception {
    assertThat(unjudged(RULES.replace("CVE-1", "none"), "{\"id\": \"CVE-2\"}"))
        .hasSize(3)
        .allMatch(fault -> fault.startsWith("CVE-2 does not say its "));
  }

  private static List<String> unjudged(String rules, String hole) throws Exception {
    String dataset = "{\"taken\": \"2026-11-30\", \"advisories\": [" + hole + "]}";
    return chain(rules).unjudged(new ObjectMapper().readTree(dataset));
  }

  private static SupplyChain chain(String rules) throws Exception {
    ObjectMapper json = new ObjectMapper();
    return new SupplyChain(json.readTree(BILL), json.readTree(rules));
  }
}
