package com.hexabuilders.onboarding.saga.operator;

import static com.hexabuilders.onboarding.saga.operator.LetterJudge.Verdict.NOT_THEIRS;
import static com.hexabuilders.onboarding.saga.operator.LetterJudge.Verdict.THEIRS;
import static com.hexabuilders.onboarding.saga.operator.LetterJudge.Verdict.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.hexabuilders.onboarding.CanaryShapes;
import com.hexabuilders.onboarding.saga.PartnerWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose a letter's body is, whatever form it has. */
class LetterJudgeTest {

  private static final PartnerWords WORDS =
      new PartnerWords(
          Set.of("QuetzalMail@example.com", "Peña@example.com"),
          Set.of("+55 (501) 90019 ext. 12", "555-1234", "112"),
          Set.of("José QuetzalName", "Iñaki Ruiz", "王小明先生", "Ana"),
          Set.of("Calle Mayor 1, 2º", "Sol 1"));

  private static final LetterJudge JUDGE = new LetterJudge("quetzal", WORDS);

  static Stream<String> shapes() {
    return CanaryShapes.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void a_partner_is_found_in_every_form(String shape) {
    assertThat(JUDGE.of(CanaryShapes.all().get(shape), null)).isEqualTo(THEIRS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"partner_id": "quetzal"}                                                      | THEIRS
          <partner_id>quetzal</partner_id>                                               | THEIRS
          partner-id=quetzal&email=x                                                     | THEIRS
          {\\"partnerId\\" : \\"quetzal\\"}                                              | THEIRS
          {"partner_id": null, "nombre": "Jose Quetzalname"}                             | THEIRS
          {"partner_id": "", "email": "quetzalmail@EXAMPLE.com"}                         | THEIRS
          calle mayor 1 2º                                                               | THEIRS
          {"partner_id": "Quetzal"}                                                      | NOT_THEIRS
          {"partner_id": "other", "nombre": "José QuetzalName"}                          | NOT_THEIRS
          {"partner_id": "other", "email": "quetzalmail@example.com"}                    | UNKNOWN
          José QuetzalName <other@example.com>                                           | UNKNOWN
          José QuetzalNames                                                              | NOT_THEIRS
          Ana, 112                                                                       | NOT_THEIRS
          big.quetzalmail@example.com                                                    | NOT_THEIRS
          quetzalmail@example.com.mx                                                     | NOT_THEIRS
          tel. 55501900191                                                               | NOT_THEIRS
          <partner_id>other</partner_id>quetzal                                          | NOT_THEIRS
          [{"partner_id": "other"}, {"partner_id": "quetzal"}]                           | THEIRS
          Pen\u0303a@example.com                                                         | THEIRS
          Inaki Ruiz                                                                     | THEIRS
          {"email": "QuetzalMa                                                           | THEIRS
          other@example.com, quetzalmail@exa                                             | THEIRS
          other@example.com, quetzalma                                                   | UNKNOWN
          Regards, José                                                                  | NOT_THEIRS
          Sol 1                                                                          | NOT_THEIRS
          quetzalmail@example.community                                                  | NOT_THEIRS
          tel. 550 190 019                                                               | THEIRS
          tel. 660190019                                                                 | NOT_THEIRS
          tel. 555 12 34                                                                 | THEIRS
          tel. 995551234                                                                 | NOT_THEIRS
          &#9999999; &#xFFFFFF;                                                          | NOT_THEIRS
          {"type": "quetzal"}                                                            | NOT_THEIRS
          {"id": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123"} | NOT_THEIRS
          """)
  void words_count_as_far_as_they_tell_one_partner_from_another(
      String body, LetterJudge.Verdict verdict) {
    assertThat(JUDGE.of(body, null)).isEqualTo(verdict);
  }

  @Test
  void a_letter_noted_for_another_partner_is_not_taken_for_its_address() {
    assertThat(JUDGE.of("quetzalmail@example.com", "other")).isEqualTo(UNKNOWN);
    assertThat(JUDGE.of("José QuetzalName", "other")).isEqualTo(NOT_THEIRS);
    assertThat(JUDGE.of("quetzalmail@example.com", "quetzal")).isEqualTo(THEIRS);
    assertThat(WORDS.toString()).doesNotContain("Quetzal", "501", "Calle");
  }

  @Test
  void what_cannot_be_read_is_not_judged() {
    byte[] sealed = new byte[300];
    new Random(1).nextBytes(sealed);
    assertThat(judged(sealed)).isEqualTo(UNKNOWN);
    assertThat(judged("\u0001\u0002".repeat(40).getBytes(UTF_8))).isEqualTo(UNKNOWN);
    Charset cyrillic = Charset.forName("windows-1251");
    assertThat(judged("Ольга ".repeat(20).getBytes(cyrillic))).isEqualTo(UNKNOWN);
    assertThat(JUDGE.of(new String(sealed, UTF_8), null)).isEqualTo(UNKNOWN);
    assertThat(JUDGE.of("Quetzal\uFFFDName@\uFFFD", null)).isEqualTo(UNKNOWN);
  }

  @Test
  void a_mark_tells_the_encoding_of_other_scripts() {
    assertThat(judged("\uFEFF联系 王小明先生".getBytes(UTF_16BE))).isEqualTo(THEIRS);
    assertThat(judged("\uFEFF联系 王小明先生".getBytes(UTF_16LE))).isEqualTo(THEIRS);
  }

  @Test
  void what_is_beyond_a_limit_is_not_judged() throws IOException {
    String five = "José QuetzalName";
    for (int i = 0; i < 5; i++) {
      five = base64(five.getBytes(UTF_8));
    }
    assertThat(JUDGE.of(five, null)).isEqualTo(THEIRS);
    assertThat(judged(five.getBytes(UTF_8))).as("six deep").isEqualTo(UNKNOWN);
    assertThat(JUDGE.of(harmless(100), null)).isEqualTo(NOT_THEIRS);
    assertThat(JUDGE.of(harmless(200), null)).isEqualTo(UNKNOWN);
    assertThat(judged(packed(".".repeat(1 << 20)))).isEqualTo(NOT_THEIRS);
    assertThat(judged(packed(".".repeat(5 << 20)))).isEqualTo(UNKNOWN);
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      many.append(base64(packed(i + ".".repeat(1 << 20)))).append(", ");
    }
    assertThat(JUDGE.of(many.toString(), null)).isEqualTo(UNKNOWN);
  }

  private static LetterJudge.Verdict judged(byte[] bytes) {
    return JUDGE.of("{\"data_base64\": \"" + base64(bytes) + "\"}", null);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String harmless(int texts) {
    return IntStream.range(0, texts)
        .mapToObj(i -> base64(("harmless text " + i).getBytes(UTF_8)))
        .collect(Collectors.joining(", "));
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void the_effort_has_a_limit() {
    int most = 128 * 1024;
    Stream.of(
            "a ",
            "%41",
            "\\",
            "\\u0041",
            "partner_id",
            "&#64;",
            "QUJD",
            "QUJD\n",
            "=\n",
            "q@",
            "1-")
        .map(part -> part.repeat(most / part.length()))
        .forEach(
            body ->
                assertTimeout(
                    Duration.ofSeconds(3), () -> assertThat(JUDGE.of(body, null)).isNotNull()));
  }
}
