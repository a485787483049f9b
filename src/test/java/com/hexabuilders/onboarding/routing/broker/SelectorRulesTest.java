package com.hexabuilders.onboarding.routing.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.apache.activemq.selector.SelectorParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors whose time has no limit are refused, those that people use are not. */
class SelectorRulesTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "JMSType = 'ContractCreated'",
        "JMSType IN ('ContractCreated', 'DocumentsVerified') AND JMSPriority >= 4",
        "NOT (JMSType LIKE 'Partner%' OR JMSType LIKE '%Failed' OR JMSType LIKE '%tract%')",
        "size BETWEEN 1 AND -2 + 3 OR name IS NOT NULL OR flag = TRUE",
        "name LIKE 'a!_b%' ESCAPE '!'",
        "convert_string_expressions:weight > 2",
        "JMSType = 'REGEX(''^(a+)+$'', body)' /* XPATH */"
      })
  void takes_comparisons(String selector) {
    assertThat(SelectorRules.fault(selector)).isEmpty();
    if (selector != null && !selector.isEmpty()) {
      assertThatCode(() -> SelectorParser.parse(selector)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REGEX('^((a|aa)+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')",
        "convert_string_expressions:REGEX('a', b)",
        "REGEX /* look */ ('a', b)",
        "JMSType = REPLACE(name, 'a', 'b')",
        "INLIST(SPLIT(name, ','), 'a')",
        "NOT UNHEARD_OF(name)",
        "XPATH '//a[count(//*) > 1]'",
        "XQUERY 'for $a in //a return $a'",
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' LIKE '%a%a%a%a%a%a%a%a%a%b'",
        "name NOT LIKE 'a%b%c'",
        "name = #"
      })
  void refuses_what_may_run_for_ever(String selector) {
    assertThat(SelectorRules.fault(selector))
        .hasValueSatisfying(why -> assertThat(why).contains("Use comparisons"));
  }

  @Test
  void refuses_what_is_too_long_or_too_deep() {
    String deep = "(".repeat(21) + "a = 1" + ")".repeat(21);
    assertThat(SelectorRules.fault(deep)).isPresent();
    assertThat(SelectorRules.fault(deep.substring(1, deep.length() - 1))).isEmpty();
    assertThat(SelectorRules.fault("a = 1 OR ".repeat(200) + "b = 1")).isPresent();
  }
}
