package com.hexabuilders.onboarding.api;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text by which people tell who did what and why. Every character of it is visible, and it reads in
 * the order in which it is stored. So it has no control characters, none that turn the direction of
 * writing, and none that are invisible. Joiners stay where a script or an emoji is written with
 * them.
 */
public final class PrintableText {

  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;

  /** Scripts in which a joiner changes no letter's shape. */
  private static final Set<UnicodeScript> WITHOUT_JOINERS =
      EnumSet.of(
          UnicodeScript.LATIN,
          UnicodeScript.GREEK,
          UnicodeScript.CYRILLIC,
          UnicodeScript.COMMON,
          UnicodeScript.INHERITED,
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.HANGUL,
          UnicodeScript.HEBREW);

  /** Letters, marks and a symbol that show nothing. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFFA0]");

  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  private PrintableText() {}

  /** Whether all of a text can be seen as it is. */
  public static boolean isPrintable(String text) {
    if (INVISIBLE.matcher(text).find()) {
      return false;
    }
    int before = ' ';
    for (int at = 0; at < text.length(); at += Character.charCount(before)) {
      int character = text.codePointAt(at);
      int next = at + Character.charCount(character);
      int after = next < text.length() ? text.codePointAt(next) : ' ';
      if (!isVisible(character) && !isJoining(before, character, after)) {
        return false;
      }
      before = character;
    }
    return true;
  }

  /**
   * A name in the one spelling in which it is compared and kept: in Unicode NFC, with single blanks
   * and none at its ends. Its case counts.
   *
   * @return empty if nothing is left, or not all of it can be seen
   */
  public static Optional<String> name(String given) {
    String blanks =
        BLANKS.matcher(Normalizer.normalize(given, Normalizer.Form.NFC)).replaceAll(" ");
    return Optional.of(blanks.strip())
        .filter(name -> !name.isEmpty() && isPrintable(given.strip()));
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isJoining(int before, int joiner, int after) {
    if (joiner != JOINER && joiner != NON_JOINER) {
      return false;
    }
    boolean picture = joiner == JOINER && Character.getType(after) == Character.OTHER_SYMBOL;
    return picture && !Character.isLetterOrDigit(before) && !Character.isWhitespace(before)
        || isShaped(before) && Character.isLetter(after);
  }

  private static boolean isShaped(int character) {
    int type = Character.getType(character);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    return (mark || Character.isLetter(character))
        && !WITHOUT_JOINERS.contains(UnicodeScript.of(character));
  }
}
