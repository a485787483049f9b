package com.hexabuilders.onboarding.api.why;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The sentences of one language, from {@code words/why_*.properties}. */
final class Words {

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, new Locale("es"));
  private static final Map<String, Words> BY_LANGUAGE =
      Map.of("en", new Words("en"), "es", new Words("es"));

  private final String language;
  private final Properties sentences = new Properties();

  private Words(String language) {
    this.language = language;
    String file = "/words/why_" + language + ".properties";
    try (InputStream bytes = Words.class.getResourceAsStream(file)) {
      sentences.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The language that a caller likes best; English if there is none of its languages.
   *
   * @param accepted the caller's Accept-Language, or null
   */
  static Words of(String accepted) {
    try {
      Locale found =
          accepted == null ? null : Locale.lookup(Locale.LanguageRange.parse(accepted), LANGUAGES);
      return BY_LANGUAGE.get(found == null ? "en" : found.getLanguage());
    } catch (IllegalArgumentException e) {
      return BY_LANGUAGE.get("en"); // the header is none
    }
  }

  /** Code of the language, as the header Content-Language has it. */
  String language() {
    return language;
  }

  /** A step as people call it; one without words keeps its name. */
  String step(String name) {
    return name == null
        ? sentences.getProperty("step.none")
        : sentences.getProperty("step." + name, name.replace('_', ' '));
  }

  /** A length of time, e.g. {@code 3 s} or {@code 2 h}, in its largest whole unit. */
  static String time(Duration time) {
    if (time.toMillis() < 1000) {
      return time.toMillis() + " ms";
    }
    if (time.toSeconds() < 120) {
      return time.toSeconds() + " s";
    }
    return time.toMinutes() < 120 ? time.toMinutes() + " min" : time.toHours() + " h";
  }

  /**
   * The sentence of a cause.
   *
   * @param values by the words that they replace; null where nothing is known
   * @param full whether the caller may see what concerns others
   */
  String sentence(Cause cause, Map<String, String> values, boolean full) {
    String whole = sentences.getProperty(cause.name());
    return filled(full ? whole : sentences.getProperty(cause.name() + ".own", whole), values);
  }

  /** The undo of a step that is already in words. */
  String undo(String step) {
    return filled(sentences.getProperty("undo"), Map.of("step", step));
  }

  /** What happens next, as a sentence of its own. */
  String then(String act, String time) {
    return filled(sentences.getProperty("then." + act), Map.of("next", time));
  }

  private String filled(String sentence, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', from)) {
      int close = sentence.indexOf('}', open);
      text.append(sentence, from, open).append(value(sentence.substring(open + 1, close), values));
      from = close + 1;
    }
    return text.append(sentence.substring(from)).toString();
  }

  private String value(String word, Map<String, String> values) {
    boolean isCapital = Character.isUpperCase(word.charAt(0));
    String value = values.get(word.toLowerCase(Locale.ROOT));
    value = value == null ? sentences.getProperty("unknown") : value;
    return isCapital ? value.substring(0, 1).toUpperCase(Locale.ROOT) + value.substring(1) : value;
  }
}
