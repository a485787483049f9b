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
    if (id == null || !mayBePersonal(id)) {
      return id;
    }
    String shown = EMAIL.matcher(id).replaceAll(HIDDEN);
    return TELEPHONE.matcher(shown).replaceAll(HIDDEN);
  }

  /** Looks at each letter once, because nearly every id of the log's lines is harmless. */
  private static boolean mayBePersonal(String id) {
    boolean begins = true;
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c == '@' || c == '%' || c == '+' || begins && (c == ' ' || c == '(' || isDigit(c))) {
        return true;
      }
      begins = c == '/';
    }
    return false;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
