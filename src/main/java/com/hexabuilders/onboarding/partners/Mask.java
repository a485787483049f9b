package com.hexabuilders.onboarding.partners;

/** Hides personal data, leaving just enough to recognise what one already knows. */
final class Mask {

  private static final String HIDDEN = "***";

  private Mask() {}

  /** First letter only; null stays null. */
  static String text(String value) {
    return value == null || value.isEmpty()
        ? value
        : value.substring(0, value.offsetByCodePoints(0, 1)) + HIDDEN;
  }

  /** First letter of the mailbox, and the top-level domain. */
  static String email(String value) {
    int at = value.lastIndexOf('@');
    int dot = value.lastIndexOf('.');
    return at > 0 && dot > at
        ? text(value.substring(0, at)) + "@" + HIDDEN + value.substring(dot)
        : HIDDEN;
  }

  /** The last two digits. */
  static String telephone(String value) {
    String digits = value.replaceAll("\\D", "");
    return digits.length() < 7 ? HIDDEN : HIDDEN + digits.substring(digits.length() - 2);
  }
}
