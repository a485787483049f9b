package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void shows_forty_characters_of_a_long_value() {
    assertThat(Quoted.text("x".repeat(40))).isEqualTo('"' + "x".repeat(40) + '"');
    assertThat(Quoted.text("x".repeat(41))).isEqualTo('"' + "x".repeat(40) + "...\"");
  }

  @Test
  void shows_nothing_that_a_terminal_obeys_or_a_database_refuses() {
    assertThat(Quoted.text("a\u0000b\u001b[2Jc\nd")).isEqualTo("\"a?b?[2Jc?d\"");
    assertThat(Quoted.text("half \uD83D")).isEqualTo("\"half ?\"");
  }

  @Test
  void never_cuts_a_character_into_a_half_that_is_kept() {
    assertThat(Quoted.bare("x".repeat(39) + "\uD83D\uDE00")).isEqualTo("x".repeat(39) + "?...");
  }

  @Test
  void leaves_other_languages_alone() {
    assertThat(Quoted.text("Astrología 占星")).isEqualTo("\"Astrología 占星\"");
  }
}
