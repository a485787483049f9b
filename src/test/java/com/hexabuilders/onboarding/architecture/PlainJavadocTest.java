package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long the javadoc sentences of the main code are. */
class PlainJavadocTest {

  private static final int MOST_WORDS = 25;

  private static final Path CODE = Path.of("src", "main", "java");
  private static final Pattern TEXT_BLOCK = Pattern.compile("(?s)\"\"\"\\R.*?(?<!\\\\)\"\"\"");
  private static final Pattern JAVADOC = Pattern.compile("(?ms)^\\s*/\\*\\*(.*?)\\*/");
  private static final Pattern MARGIN = Pattern.compile("(?m)^\\s*\\* ?");
  private static final Pattern INLINE = Pattern.compile("(?s)\\{@\\w+[^}]*}");
  private static final Pattern BLOCK = Pattern.compile("(?s)<pre>.*?</pre>");
  private static final Pattern ANCHOR = Pattern.compile("(?s)</?a\\b[^>]*>");
  private static final Pattern PARAGRAPH =
      Pattern.compile("\\R\\s*\\R|</?(?:p|[uo]l|li)>|(?m)^\\s*@\\w+");
  private static final Pattern END = Pattern.compile("(?<=[.!?])[\"”)]?\\s+");
  private static final Pattern WORD = Pattern.compile(".*[\\p{L}\\p{N}].*");

  @Test
  void no_javadoc_sentence_has_more_than_25_words() throws IOException {
    List<String> all = new ArrayList<>();
    List<String> tooLong = new ArrayList<>();
    for (Path file : files()) {
      List<String> sentences = sentences(Files.readString(file));
      all.addAll(sentences);
      sentences.stream()
          .filter(sentence -> words(sentence) > MOST_WORDS)
          .forEach(sentence -> tooLong.add(file + ": " + words(sentence) + " in " + sentence));
    }
    assertThat(tooLong).isEmpty();
    assertThat(all).hasSizeGreaterThan(2000);
  }

  @Test
  void a_sentence_goes_over_lines_and_ends_with_its_paragraph_or_tag() {
    assertThat(
            sentences(
                """
                /**
                 * One two
                 * three. Four, e.g. 8.5
                 *
                 * <p>Five <a href="x y">six</a>
                 *
                 * <pre>no sentence</pre>
                 *
                 * @param seven eight
                 *     nine
                 * @return ten. Eleven
                 */
                """))
        .containsExactly(
            "One two three.", "Four, eg 8.5", "Five six", "seven eight nine", "ten.", "Eleven");
  }

  @Test
  void an_inline_tag_counts_as_one_word_and_code_as_none() {
    assertThat(sentences("/** See {@link A#b(C, D) e f} and {@code g\n * h}. */ int i; /* j. */"))
        .containsExactly("See x and x.");
    assertThat(words("1 – x/y, z:")).isEqualTo(3);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(CODE)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static long words(String sentence) {
    return Arrays.stream(sentence.split("\\s+")).filter(WORD.asMatchPredicate()).count();
  }

  /** The sentences of all javadoc of a file; the text of a block tag is a paragraph. */
  private static List<String> sentences(String code) {
    return JAVADOC
        .matcher(TEXT_BLOCK.matcher(code).replaceAll(""))
        .results()
        .map(javadoc -> MARGIN.matcher(javadoc.group(1)).replaceAll(""))
        .map(text -> INLINE.matcher(text).replaceAll("x").replace("e.g.", "eg"))
        .map(text -> ANCHOR.matcher(BLOCK.matcher(text).replaceAll("")).replaceAll(""))
        .flatMap(PARAGRAPH::splitAsStream)
        .map(paragraph -> paragraph.strip().replaceAll("\\s+", " "))
        .flatMap(END::splitAsStream)
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }
}
