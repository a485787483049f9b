package com.hexabuilders.onboarding.api.letter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows a text that is no JSON, or no longer, without the personal data that can be recognised in
 * it: what follows a personal field's name as JSON, as XML or after {@code =} or {@code :}, also if
 * it was cut off; whatever looks like an e-mail address or a telephone number anywhere. Where it
 * ends is a guess, so rather too much is hidden than too little. The effort grows with the length
 * of the text and no faster.
 */
final class MaskedText {

  private static final String HIDDEN = "***";
  private static final String PERSONAL = "(?:" + String.join("|", MaskedJson.PERSONAL) + ")";
  private static final String LETTERS = "[\\p{L}\\p{N}_.:-]{0,60}";

  /** What may stand around a name, also within a text within a text. */
  private static final String QUOTES = "(?:[\\s\"'\\\\\\]]|%2[027]|&quot;|&apos;)*+";

  /** A name as the next field begins with it. */
  private static final String NAMED =
      "[\"'\\\\]{0,6}+[\\p{L}_][\\p{L}\\p{N}_.-]{0,60}+[\"'\\\\]{0,6}+\\s{0,8}+[:=]";

  private static final Pattern ELEMENT =
      Pattern.compile(
          "(?i)<(" + LETTERS + "?" + PERSONAL + LETTERS + "+)(?:\\s[^<>]{0,5000}+)?+(?:>|\\z)");
  private static final Pattern FIELD =
      Pattern.compile(
          "(?i)"
              + PERSONAL
              + "[\\p{L}\\p{N}_.-]{0,60}+"
              + QUOTES
              + "(?:[:=]>?|%3A|%3D)(?:\\s|%20)*+");
  private static final Pattern OPENING = Pattern.compile("(\\\\*+)([\"'])");
  private static final Pattern AFTER_CLOSING =
      Pattern.compile("[ \\t]*+[\\r\\n]|\\s*+(?:\\z|[,;}\\])>/&|]|" + NAMED + ")");
  private static final Pattern AFTER_BARE =
      Pattern.compile("(?<![\\r\\n])[\\r\\n]++(?!\\s)|<|[\\s,;|&}\\]]{1,8}+" + NAMED);
  private static final Pattern WORD = Pattern.compile("[^\\s\"'<>(),;=\\[\\]{}]++");
  private static final Pattern ADDRESS = Pattern.compile("(?i)@|%40|\\\\u0040|&#");
  private static final Pattern DIGITS = Pattern.compile("(?:\\+|%2B)?\\(?\\d[\\d ().-]*(?<=\\d)");
  private static final int TELEPHONE = 7;

  private MaskedText() {}

  /** The text as far as it may be seen. */
  static String of(String text) {
    String shown = fields(elements(text));
    shown = WORD.matcher(shown).replaceAll(word -> Matcher.quoteReplacement(word(word.group())));
    return DIGITS
        .matcher(shown)
        .replaceAll(digits -> Matcher.quoteReplacement(number(digits.group())));
  }

  /** Hides all there is between a personal element's tags. */
  private static String elements(String text) {
    StringBuilder shown = new StringBuilder();
    Matcher element = ELEMENT.matcher(text);
    int from = 0;
    while (from < text.length() && element.find(from)) {
      shown.append(text, from, element.start()).append(tag(element));
      if (text.charAt(element.end() - 2) == '/') { // empty
        from = element.end();
        continue;
      }
      int closing = text.indexOf("</" + element.group(1), element.end());
      shown.append(HIDDEN);
      from = closing < 0 ? text.length() : closing;
    }
    return shown.append(text, from, text.length()).toString();
  }

  /** An opening tag without what its attributes say. */
  private static String tag(Matcher element) {
    boolean bare = element.group().length() == element.group(1).length() + 2;
    return bare ? element.group() : "<" + element.group(1) + " " + HIDDEN + ">";
  }

  private static String fields(String text) {
    StringBuilder shown = new StringBuilder();
    Matcher field = FIELD.matcher(text);
    Matcher opening = OPENING.matcher(text);
    int from = 0;
    while (from < text.length() && field.find(from)) {
      boolean quoted = opening.region(field.end(), text.length()).lookingAt();
      int value = quoted ? opening.end() : field.end();
      shown.append(text, from, value).append(HIDDEN);
      from = quoted ? closing(text, value, opening) : bareEnd(text, value);
    }
    return shown.append(text, from, text.length()).toString();
  }

  /** A quote that another text goes on behind closes nothing, nor does one escaped deeper. */
  private static int closing(String text, int value, Matcher opening) {
    Matcher after = AFTER_CLOSING.matcher(text);
    char quote = opening.group(2).charAt(0);
    for (int at = text.indexOf(quote, value); at >= 0; at = text.indexOf(quote, at + 1)) {
      int begins = at;
      while (begins > value && text.charAt(begins - 1) == '\\') {
        begins--;
      }
      boolean escaped = at - begins > opening.group(1).length();
      if (!escaped && after.region(at + 1, text.length()).lookingAt()) {
        return begins;
      }
    }
    return text.length();
  }

  /** Nobody looks for the end of an object or a list: all that follows is hidden. */
  private static int bareEnd(String text, int value) {
    boolean container = value < text.length() && "{[".indexOf(text.charAt(value)) >= 0;
    Matcher after = AFTER_BARE.matcher(text);
    return !container && after.find(value) ? after.start() : text.length();
  }

  private static String word(String word) {
    return ADDRESS.matcher(word).find() ? HIDDEN : word;
  }

  private static String number(String digits) {
    long count = digits.chars().filter(c -> c >= '0' && c <= '9').count();
    return count < TELEPHONE ? digits : HIDDEN;
  }
}
