package com.hexabuilders.onboarding.saga;

import java.util.regex.Pattern;

/**
 * An id that a caller chose, as log lines, traces and problems show it. Whatever looks like an
 * e-mail address or a telephone number is personal and hidden; every other id stays as it is.
 */
public final class ShownId {

  private static final String HIDDEN = "***";
  private static final Pattern EMAIL = Pattern.compile("[^/\\s]+(@|%40)[^/\\s]+\\.[^/\\s]+");

  /** Nothing but 7 to 15 digits and what stands between them, or a plus with as many anywhere. */
  private static final Pattern TELEPHONE =
      Pattern.compile(
          "(?<![^/])[ (]*\\d(?:[ ().-]*\\d){6,14}(?![^/])|(\\+|%2B)[ (]*\\d(?:[ ().-]*\\d){6,14}");

  private ShownId() {}

  /**
   * The id, or an address with ids between its slashes.
   *
   * @param id null stays null
   */
  public static String of(String id) {
    if (id == null) {
      return null;
    }
    String shown = mayHoldEmail(id) ? EMAIL.matcher(id).replaceAll(HIDDEN) : id;
    return mayHoldTelephone(shown) ? TELEPHONE.matcher(shown).replaceAll(HIDDEN) : shown;
  }

  /** Nearly every id of the log's lines is harmless, and looking closer costs far more. */
  private static boolean mayHoldEmail(String id) {
    return id.indexOf('@') >= 0 || id.contains("%40");
  }

  /** Whether there is a plus, or something between slashes that has digits and no letters. */
  private static boolean mayHoldTelephone(String id) {
    boolean digits = false;
    boolean others = false;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '+' || c == '%' || c == '/' && digits && !others) {
        return true;
      }
      digits = c != '/' && (digits || isDigit(c));
      others = c != '/' && (others || !isDigit(c) && " ().-".indexOf(c) < 0);
    }
    return digits && !others;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
