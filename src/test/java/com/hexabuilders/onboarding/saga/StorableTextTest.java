package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;

/** Which text is kept as it came, and how the rest is written in a dead letter. */
class StorableTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "\u00e9\u4f60", "\ud83d\ude00", "\u202eb\u200f", "\uffff\n"})
  void whole_characters_are_kept_as_they_are(String text) {
    assertThat(StorableText.isStorable(text)).isTrue();
    assertThat(StorableText.escaped(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000", "a\ud800", "\ud800a", "\udc00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
  void a_nul_and_half_of_a_character_are_not(String text) {
    assertThat(StorableText.isStorable(text)).isFalse();
    assertThat(StorableText.isStorable(StorableText.escaped(text))).isTrue();
  }

  @Test
  void nothing_is_stored_as_nothing() {
    assertThat(StorableText.isStorable(null)).isTrue();
    assertThat(StorableText.escaped(null)).isNull();
    assertThat(StorableText.ascii(null)).isNull();
  }

  @Test
  void what_is_not_kept_is_written_as_json_would_write_it() {
    String text = "a\u0000\u00e9\ud83d\ude00\ud800\t";
    assertThat(StorableText.escaped(text)).isEqualTo("a\\u0000\u00e9\ud83d\ude00\\ud800\t");
    assertThat(StorableText.ascii(text)).isEqualTo("a\\u0000\\u00e9\\ud83d\\ude00\\ud800\t");
  }

  @Test
  void a_value_the_database_calls_impossible_is_the_fault_of_what_brought_it() {
    assertThat(isFault(new SQLException("", "22P05"))).isTrue();
    assertThat(isFault(new SQLException("", "22021"))).isTrue();
    assertThat(isFault(new SQLException("", "23505"))).isFalse();
    assertThat(isFault(new SQLException("", "08006", new SQLException("", "22021")))).isFalse();
    assertThat(UnstorableText.isCauseOf(new UnstorableText("q"))).isTrue();
    assertThat(UnstorableText.isCauseOf(new QueryTimeoutException("slow"))).isFalse();
  }

  @Test
  void causes_that_go_in_a_circle_are_looked_at_once() {
    RuntimeException one = new IllegalStateException();
    one.initCause(new IllegalArgumentException(one));
    assertThat(StepBroke.describe(one)).startsWith("The service broke");
    assertThat(UnstorableText.isCauseOf(one)).isFalse();
  }

  private static boolean isFault(SQLException cause) {
    return UnstorableText.isCauseOf(new DataIntegrityViolationException("bad", cause));
  }
}
