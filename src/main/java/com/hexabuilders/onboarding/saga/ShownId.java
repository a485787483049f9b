package com.hexabuilders.onboarding.saga;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An id that a caller chose, as log lines, traces and problems show it. Whatever looks like an
 * e-mail address or a telephone number is personal and hidden; every other id stays as it is.
 */
public final class ShownId {

  private static final String HIDDEN = "***";
  private static final Pattern WORD = Pattern.compile("[^/\\s]++");
  private static final Pattern AT = Pattern.compile("@|%40");

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
    String shown = mayHoldEmail(id) ? WORD.matcher(id).replaceAll(ShownId::shown) : id;
    return mayHoldTelephone(shown) ? TELEPHONE.matcher(shown).replaceAll(HIDDEN) : shown;
  }

  private static String shown(MatchResult word) {
    return isEmail(word.group()) ? HIDDEN : Matcher.quoteReplacement(word.group());
  }

  /** Whether there are an at, later a dot, and something around both; one pass at any length. */
  private static boolean isEmail(String word) {
    Matcher at = AT.matcher(word).region(Math.min(1, word.length()), word.length());
    return at.find() && word.lastIndexOf('.', word.length() - 2) > at.end();
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
