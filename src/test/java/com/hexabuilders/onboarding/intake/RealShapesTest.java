package com.hexabuilders.onboarding.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hexabuilders.onboarding.Shapes;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names, telephone numbers and addresses as people and companies write them. */
class RealShapesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> BLANKS =
      List.of(" ", "\t", "\r\n", "\u00a0", "\u3000", "\u2003", "\u200b", "\ufeff", "\u0085");

  private final StartReader reader = new StartReader();

  static Stream<Arguments> shapes() {
    return Stream.of("names nombre", "telephones telefono", "emails email", "places ciudad")
        .map(kind -> kind.split(" "))
        .flatMap(kind -> Shapes.of(kind[0]).stream().map(text -> Arguments.of(kind[1], text)));
  }

  @Test
  void there_are_enough_of_them() {
    assertThat(Shapes.of("names").size() + Shapes.of("telephones").size()).isGreaterThan(300);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void is_accepted_and_kept_as_it_is(String field, String text) throws Exception {
    assertThat(kept(field, text)).isEqualTo(Normalizer.normalize(text, Form.NFC));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void is_the_same_content_decomposed_and_between_blanks(String field, String text)
      throws Exception {
    String blank = BLANKS.get(text.length() % BLANKS.size());
    String copy = blank + Normalizer.normalize(text, Form.NFD) + blank + " ";
    assertThat(draft(field, copy).contentHash()).isEqualTo(draft(field, text).contentHash());
  }

  @Test
  void what_was_trimmed_and_composed_already_has_the_hash_it_always_had() {
    assertThat(((ReadStart.Valid) reader.read(Starts.MINIMAL)).draft().contentHash())
        .isEqualTo("fb5ecb3181bcbe2365a8f0d3f2fd769ca63a86b98712283c7c1cdbae3d6f6d78");
  }

  private String kept(String field, String text) throws JsonProcessingException {
    return draft(field, text).partnerData().get(field).textValue();
  }

  private StartDraft draft(String field, String text) throws JsonProcessingException {
    String value = JSON.writeValueAsString(text);
    ReadStart read = reader.read(Starts.with("\"" + field + "\":" + value));
    assertThat(read).isInstanceOf(ReadStart.Valid.class);
    return ((ReadStart.Valid) read).draft();
  }
}
