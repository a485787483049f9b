package com.hexabuilders.onboarding.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** How long the sentences of the documents are, and the decisions below {@code docs/adr}. */
class PlainWordsTest {

  private static final int MOST_WORDS = 25;
  private static final int MOST_LINES = 40;
  private static final int LONGEST_LINE = 130;

  private static final Path DECISIONS = Path.of("docs", "adr");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern ITEM = Pattern.compile("^\\s*([-*]|\\d+\\.) ");
  private static final Pattern NO_SENTENCE = Pattern.compile("#.*|\\s*\\|.*");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");
  private static final Pattern LINK = Pattern.compile("!?\\[([^]]*)]\\([^)]*\\)");
  private static final Pattern END = Pattern.compile("(?<=[.!?])[\"”)]?\\s+");
  private static final Pattern WORD = Pattern.compile(".*[\\p{L}\\p{N}].*");

  @Test
  void no_sentence_has_more_than_25_words() throws IOException {
    List<String> all = new ArrayList<>();
    List<String> tooLong = new ArrayList<>();
    for (Path page : DocumentationTest.pages()) {
      List<String> sentences = sentences(Files.readString(page));
      all.addAll(sentences);
      sentences.stream()
          .filter(sentence -> words(sentence) > MOST_WORDS)
          .forEach(sentence -> tooLong.add(page + ": " + words(sentence) + " in " + sentence));
    }
    assertThat(tooLong).isEmpty();
    assertThat(all).hasSizeGreaterThan(1000);
  }

  @Test
  void no_decision_has_more_than_40_lines() throws IOException {
    List<Path> decisions =
        DocumentationTest.pages().stream().filter(page -> page.startsWith(DECISIONS)).toList();
    assertThat(decisions)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            decision ->
                assertThat(Files.readAllLines(decision))
                    .as(decision.toString())
                    .hasSizeLessThanOrEqualTo(MOST_LINES)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(LONGEST_LINE)));
  }

  @Test
  void a_sentence_goes_over_lines_and_ends_with_its_paragraph_or_item() {
    assertThat(
            sentences(
                "One two\nthree. Is it? \"Yes.\" Four:\n\n- five\n  six\n- seven, e.g. 8.5\n"))
        .containsExactly(
            "One two three.", "Is it?", "\"Yes.", "Four:", "five six", "seven, eg 8.5");
    assertThat(words("**No.** – x/y, z:")).isEqualTo(3);
  }

  @Test
  void code_counts_as_one_word_and_blocks_tables_and_headings_as_none() {
    assertThat(sentences("# A b\n\nSee [c d](e.md) and `f g`.\n\n    $ h\n    i\n\n| j | k |\n"))
        .containsExactly("See c d and x.");
    assertThat(sentences("```\na b\n```\nc\n")).containsExactly("c");
  }

  private static long words(String sentence) {
    return Arrays.stream(sentence.split("\\s+")).filter(WORD.asMatchPredicate()).count();
  }

  /** The text of a page without its code blocks, transcripts, tables and headings. */
  private static List<String> sentences(String page) {
    List<String> sentences = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : FENCED.matcher(page).replaceAll("").lines().toList()) {
      boolean isText = !line.isBlank() && !NO_SENTENCE.matcher(line).matches();
      if (!isText || ITEM.matcher(line).lookingAt()) {
        split(paragraph, sentences);
      }
      boolean isCode = line.startsWith("    ") && paragraph.isEmpty();
      if (isText && !isCode) {
        paragraph.append(ITEM.matcher(line).replaceFirst("").strip()).append(' ');
      }
    }
    split(paragraph, sentences);
    return sentences;
  }

  private static void split(StringBuilder paragraph, List<String> sentences) {
    String text = CODE.matcher(paragraph).replaceAll("x");
    text = LINK.matcher(text).replaceAll("$1").replace("**", "").replace("e.g.", "eg");
    END.splitAsStream(text.strip()).filter(each -> !each.isEmpty()).forEach(sentences::add);
    paragraph.setLength(0);
  }
}
