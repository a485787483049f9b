package com.hexabuilders.onboarding.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write as reasons and names can be seen as it is. */
class PrintableTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Documents were checked by phone.",
        "José O'Neill-Ruiz (2º)",
        "مریم می\u200Cخواهد",
        "ක්\u200Dෂ නම",
        "क्\u200Dष",
        "Ольга 王偉 김철수 שרה",
        "done \uD83D\uDC69\u200D\uD83D\uDCBB \u2764\uFE0F\u200D\uD83D\uDD25"
      })
  void what_scripts_and_pictures_need_is_printable(String text) {
    assertThat(PrintableText.isPrintable(text)).isTrue();
    assertThat(PrintableText.name(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000",
        "a\nb",
        "a\u001B[2Jb",
        "a\u0085b",
        "a\u200Bb",
        "a\u200Cb",
        "a\u200Db",
        "Ana \u200D\uD83D\uDC69",
        "مریم\u200C",
        "\u200Cمریم",
        "ana\u200E",
        "ana\u200F",
        "\u202Ana",
        "\u202Ena",
        "\u2066a\u2069",
        "\u061Ca",
        "a\u00ADb",
        "a\u2060b",
        "a\uFEFFb",
        "a\u2028b",
        "a\u2029b",
        "-\u200D-",
        "a\u200D\uD83D\uDC69",
        "\u2764\u200C\u2764",
        "α\u200Dα",
        "я\u200Cя",
        "e\u0301\u200De",
        "ー\u200Dー",
        "王\u200D偉",
        "あ\u200Dあ",
        "ア\u200Dア",
        "김\u200D김",
        "ש\u200Dש",
        "a\u034Fb",
        "a\u115Fb",
        "a\u1160b",
        "a\u17B4b",
        "a\u17B5b",
        "a\u180Bb",
        "a\u180Fb",
        "a\u3164b",
        "a\uFFA0b",
        "a\u2800b",
        "a\uE000b",
        "a\uD800b",
        "a\uDB40\uDC41b",
        "a\u0378b"
      })
  void what_is_invisible_or_turns_the_direction_is_not(String text) {
    assertThat(PrintableText.isPrintable(text)).isFalse();
    assertThat(PrintableText.name(text)).isEmpty();
  }

  @Test
  void spellings_of_a_name_that_look_the_same_are_one() {
    assertThat(PrintableText.name(" Jose\u0301\u00A0 Ruiz\u2003")).contains("José Ruiz");
    assertThat(PrintableText.name("José Ruiz")).contains("José Ruiz");
    assertThat(PrintableText.name("josé ruiz")).contains("josé ruiz");
    assertThat(PrintableText.name(" \u00A0")).isEmpty();
  }
}
