package com.hexabuilders.onboarding.saga;

import static com.hexabuilders.onboarding.saga.LetterJudge.Verdict.NOT_THEIRS;
import static com.hexabuilders.onboarding.saga.LetterJudge.Verdict.THEIRS;
import static com.hexabuilders.onboarding.saga.LetterJudge.Verdict.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.hexabuilders.onboarding.CanaryShapes;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose a letter's body is, whatever form it has. */
class LetterJudgeTest {

  private static final LetterJudge JUDGE =
      new LetterJudge(
          "quetzal",
          new PartnerWords(
              Set.of("QuetzalMail@example.com"),
              Set.of("+55 (501) 90019 ext. 12", "112"),
              Set.of("José QuetzalName", "Ana"),
              Set.of("Calle Mayor 1, 2º")));

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
  }

  @Test
  void what_cannot_be_read_is_not_judged() {
    byte[] sealed = new byte[300];
    new Random(1).nextBytes(sealed);
    String base64 = Base64.getEncoder().encodeToString(sealed);
    assertThat(JUDGE.of("{\"data_base64\": \"" + base64 + "\"}", null)).isEqualTo(UNKNOWN);
    assertThat(JUDGE.of(new String(sealed, UTF_8), null)).isEqualTo(UNKNOWN);
    assertThat(JUDGE.of("Quetzal\uFFFDName@\uFFFD", null)).isEqualTo(UNKNOWN);
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
