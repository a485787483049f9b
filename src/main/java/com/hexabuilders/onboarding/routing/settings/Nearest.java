package com.hexabuilders.onboarding.routing.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds what somebody meant who wrote a name that does not exist. */
public final class Nearest {

  private Nearest() {}

  /** The known name that most looks like this one; the first of equals. */
  public static String to(String name, Collection<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> distance(name, each))).orElse("");
  }

  /** Letters to change, add or leave out (Levenshtein); separators and case do not count. */
  private static int distance(String left, String right) {
    String from = letters(left);
    String to = letters(right);
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
  }
}
