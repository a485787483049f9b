package com.hexabuilders.onboarding.api.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTextTest {

  /** A tilde stands for the end of a line, because the table below uses it as its own. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '^',
      value = {
        "{\"nombre\": \"Ana Sol\", \"x\": 1§ {\"nombre\": \"***\", \"x\": 1",
        "{\"tipo\": \"EMPRESA\", \"nombre\": \"Ana So§ {\"tipo\": \"EMPRESA\", \"nombre\": \"***",
        "{\"nombre\": \"Ana \\\"la\\\" Sol\", \"x\"§ {\"nombre\": \"***\", \"x\"",
        "{\"nombre\": \"Ana \"la\" Sol\", \"x\"§ {\"nombre\": \"***\", \"x\"",
        "{'nombre': 'D'Angelo', 'x': 1§ {'nombre': '***', 'x': 1",
        "{\"nombre\": \"Ana\" \"email\": \"a\"§ {\"nombre\": \"***\" \"email\": \"***\"",
        "{\"data\": \"{\\\"pais\\\": \\\"Sol\\\", \\\"x\\\": 1}\"§ {\"data\": \"{\\\"pais\\\": \\\"***\\\", \\\"x\\\": 1}\"",
        "{\"telefono\": 51999, \"x\": 2§ {\"telefono\": ***, \"x\": 2",
        "{\"direccion\": {\"calle\": \"Sol\"}, \"x\"§ {\"direccion\": ***",
        "<p><nombre>Ana</nombre><x>1</x>§ <p><nombre>***</nombre><x>1</x>",
        "<p><nombre is='Ana Sol'/><x>1</x>§ <p><nombre ***><x>1</x>",
        "<p><nombre is='Ana Sol§ <p><nombre ***>***",
        "<ns:Nombre l=\"es\"><![CDATA[Ana]]></ns:Nombre>§ <ns:Nombre ***>***</ns:Nombre>",
        "<pais/><direccion><calle>Sol</calle><no>1</no></direccion>§ <pais/><direccion>***</direccion>",
        "<x>1</x><ciudad>Lim§ <x>1</x><ciudad>***",
        "<partner nombre=\"Ana\" tipo='x' pais='Sol'/>§ <partner nombre=\"***\" tipo='x' pais='***'/>",
        "nombre_completo=Ana+Sol&tipo=x&partner[ciudad]=Lima§ nombre_completo=***&tipo=x&partner[ciudad]=***",
        "nombre: Ana Sol, direccion: Sol 1, Lima; tipo: x§ nombre: ***, direccion: ***; tipo: x",
        "direccion: Sol 1~  Lima~tipo: x§ direccion: ***~tipo: x",
        "%22nombre%22%3A%22Ana%22§ %22nombre%22%3A***",
        "&quot;pais&quot;:&quot;Sol&quot;§ &quot;pais&quot;:***",
        "Write to <ana@example.com>, ana%40example.com or ana\\u0040example§ Write to <***>, *** or ***",
        "Call +51 (999) 888-777 or 5199988, not 123-456§ Call *** or ***, not 123-456",
        "order 7 of partner p-1 is EMPRESA§ order 7 of partner p-1 is EMPRESA"
      })
  void hides_what_can_be_recognised_and_shows_the_rest(String sent, String shown) {
    assertThat(MaskedText.of(sent.replace('~', '\n'))).isEqualTo(shown.replace('~', '\n'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " ",
        "\\",
        "\"",
        "\n",
        "@",
        "1 ",
        "{",
        "<nombre ",
        "<",
        "nombre",
        "nombre:",
        "pais='",
        "pais=\" ",
        "pais=\\\"\\",
        "email ",
        "a=",
        "<pais>",
        "</pais",
        "&quot;",
        ", a"
      })
  void takes_its_time_by_the_length_of_the_text(String part) {
    String text = part.repeat(1024 * 1024 / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(MaskedText.of("pais=\"x" + text)).isNotNull());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(MaskedText.of(text)).isNotNull());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertThat(MaskedText.of("pais=x" + text + " ")).isNotNull());
  }
}
