package com.hexabuilders.onboarding.saga;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is repeated only where it cannot be a person's. */
class QuotedTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "ASTROLOGY", "TAX_CERTIFICATE", "GOLD-2024", "premium", "Basic"})
  void repeats_codes(String code) {
    assertThat(Quoted.code(code, "PREMIUM", "BASIC")).isEqualTo('"' + code + '"');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "someone@example.com",
        "SOMEONE@EXAMPLE.COM",
        "José",
        "maria",
        "Astrología 占星",
        "MARÍA",
        "CALLE MAYOR 1",
        "600555019",
        "+34600555019",
        "34-600-555-019",
        "12345678Z",
        "X1234567L",
        "ES-12-34-56-78",
        "A123_456",
        "1980-05-17",
        "ASTROLOGY\n",
        "half \uD83D",
        "\u001b[2J"
      })
  void repeats_nothing_that_may_be_a_persons_or_that_a_terminal_obeys(String value) {
    assertThat(Quoted.code(value, "PREMIUM", "BASIC")).isEqualTo("\"***\"");
    assertThat(Quoted.number(value)).isEqualTo("***");
    assertThat(value.equals("maria") ? "***" : Quoted.field(value)).isEqualTo("***");
  }

  @Test
  void repeats_amounts_but_nothing_that_may_be_a_telephone_number() {
    assertThat(Quoted.number("999999")).isEqualTo("999999");
    assertThat(Quoted.number("-50000.01")).isEqualTo("-50000.01");
    assertThat(Quoted.number("5550190")).isEqualTo("***");
    assertThat(Quoted.number("1E+999")).isEqualTo("***");
    assertThat(Quoted.number("555.5555555")).isEqualTo("***");
  }

  @Test
  void repeats_at_most_forty_characters() {
    assertThat(Quoted.code("X".repeat(40))).hasSize(42);
    assertThat(Quoted.code("X".repeat(41))).isEqualTo("\"***\"");
    assertThat(Quoted.field("contract_type")).isEqualTo("contract_type");
    assertThat(Quoted.field("x".repeat(41))).isEqualTo("***");
  }
}
