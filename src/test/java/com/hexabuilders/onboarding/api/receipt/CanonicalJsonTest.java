package com.hexabuilders.onboarding.api.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The canonical text of JSON, by the examples of RFC 8785. */
class CanonicalJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void names_are_sorted_by_their_utf_16_code_units() throws IOException {
    String given =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return",
         "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
         "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control",
         "\\u00f6": "Latin Small Letter O With Diaeresis"}
        """;
    assertThat(canonical(given))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
                + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void texts_are_escaped_only_where_they_must_be() throws IOException {
    assertThat(canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\""))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assertThat(canonical("\"\\b\\t\\n\\f\\r\\u001F\\u007f\\u2028\""))
        .isEqualTo("\"\\b\\t\\n\\f\\r\\u001f\u007f\u2028\"");
  }

  @Test
  void values_have_no_blanks_and_keep_their_kind() throws IOException {
    assertThat(canonical(" { \"b\" : [ 1 , -0 , true , null , [ ] , { } ] , \"a\" : \"1\" } "))
        .isEqualTo("{\"a\":\"1\",\"b\":[1,0,true,null,[],{}]}");
    assertThat(canonical("9007199254740991")).isEqualTo("9007199254740991");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e0", "[0.5]", "9007199254740992", "-9007199254740992", "1e400"})
  void a_number_that_is_not_whole_or_too_large_has_no_canonical_text(String number)
      throws IOException {
    assertThatThrownBy(() -> canonical(number)).isInstanceOf(IllegalArgumentException.class);
  }

  /** In UTF-8 both would be a question mark, so that one could stand for the other. */
  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "\ude00\ude01", "a\ud83db"})
  void half_of_a_character_has_no_canonical_text(String half) {
    assertThatThrownBy(() -> CanonicalJson.of(TextNode.valueOf(half)))
        .hasMessageContaining("half of a character");
    assertThatThrownBy(
            () -> CanonicalJson.of(JsonNodeFactory.instance.objectNode().put(half, true)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String canonical(String json) throws IOException {
    return CanonicalJson.of(JSON.readTree(json));
  }
}
