package com.hexabuilders.onboarding.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A telephone number as people write it: digits of any script in groups, a plus only before the
 * first, and maybe an extension. Whether anybody answers it is not known here.
 */
final class Telephone {

  private static final int FEWEST_DIGITS = 5;
  private static final int MOST_DIGITS = 15;

  /** Blanks, dots, slashes, brackets and dashes, also those of full width. */
  private static final String BETWEEN = "[\\p{Zs}./()\\p{Pd}\u2212\uFF0E\uFF0F\uFF08\uFF09]";

  /** Marks of writing direction, which other applications put around a number they copy. */
  private static final String DIRECTION = "[\u200E\u200F\u202A-\u202E\u2066-\u2069]*+";

  private static final Pattern SHAPE =
      Pattern.compile(
          DIRECTION
              + "[(\uFF08]?[+\uFF0B]?(?<number>(?:[\\p{Zs}(\uFF08]*+\\p{Nd})(?:"
              + BETWEEN
              + "*+\\p{Nd})*+)[)\uFF09]?"
              + "(?:[\\p{Zs},;]*+(?:x|ext\\.?|#)\\p{Zs}*+\\p{Nd}{1,8})?"
              + DIRECTION,
          Pattern.CASE_INSENSITIVE);

  private Telephone() {}

  static boolean isOne(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return false;
    }
    long digits = shape.group("number").codePoints().filter(Character::isDigit).count();
    return digits >= FEWEST_DIGITS && digits <= MOST_DIGITS;
  }
}
