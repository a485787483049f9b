package com.hexabuilders.onboarding.intake;

import java.text.Normalizer;

/**
 * Text of a partner as it is checked, compared, hashed and kept. It has no blanks at its ends. It
 * is in Unicode NFC, so that a copy typed on another system is the same content.
 *
 * <p>Text that is longer than any field may be is not normalised, because ordering marks costs the
 * square of their number.
 */
final class CleanText {

  /** Four times the longest field; no character is made of more than four. */
  private static final int LONGEST_TO_COMPOSE = 4_000;

  private CleanText() {}

  static String of(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    String bare = text.substring(from, to);
    return bare.length() > LONGEST_TO_COMPOSE || isAscii(bare)
        ? bare
        : Normalizer.normalize(bare, Normalizer.Form.NFC);
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  /** Every kind of space and line end, with or without width; all are single UTF-16 units. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\u0085' // next line
        || c == '\u180E' // Mongolian vowel separator, a space until Unicode 6.3
        || c == '\u200B' // zero width space
        || c == '\u2060' // word joiner
        || c == '\uFEFF'; // zero width no-break space, also the byte order mark
  }
}
