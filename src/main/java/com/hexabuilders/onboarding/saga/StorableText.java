package com.hexabuilders.onboarding.saga;

import com.hexabuilders.onboarding.saga.database.CheckedJdbcTemplate;
import java.util.function.IntPredicate;

/**
 * Says which text the database and the log keep exactly as it came. PostgreSQL refuses a NUL. Half
 * of a surrogate pair becomes a question mark on its way there, so that a key with one is never
 * found again. The edges refuse such text, and {@link CheckedJdbcTemplate} is behind them.
 */
public final class StorableText {

  /** What is wrong with a text that is refused, and what to do; follows the name of the text. */
  public static final String RULE =
      "Must not have a NUL or half of a character (a lone surrogate); send whole characters.";

  private StorableText() {}

  /** Whether the text has no NUL and no half of a surrogate pair; null has none. */
  public static boolean isStorable(String text) {
    if (text == null) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          return false;
        }
        i++; // its second half
      }
    }
    return true;
  }

  private static boolean isPair(String text, int first) {
    return first + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(first), text.charAt(first + 1));
  }

  /** The text with every NUL and every lone surrogate written as {@code \}{@code uXXXX}. */
  public static String escaped(String text) {
    return isStorable(text) ? text : written(text, StorableText::isUnstorable);
  }

  /** The text with everything that is not printable ASCII or a line break written so. */
  public static String ascii(String text) {
    return text == null ? null : written(text, StorableText::isNoAscii);
  }

  private static boolean isUnstorable(int character) {
    return character == 0 || Character.getType(character) == Character.SURROGATE;
  }

  private static boolean isNoAscii(int character) {
    boolean plain = character >= ' ' && character <= '~';
    return !plain && character != '\n' && character != '\r' && character != '\t';
  }

  private static String written(String text, IntPredicate asNumber) {
    StringBuilder written = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            character -> {
              if (asNumber.test(character)) {
                for (char unit : Character.toChars(character)) {
                  written.append("\\u").append(hex(unit));
                }
              } else {
                written.appendCodePoint(character);
              }
            });
    return written.toString();
  }

  private static String hex(char unit) {
    return Integer.toHexString(0x10000 | unit).substring(1);
  }
}
