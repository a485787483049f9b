package com.hexabuilders.onboarding.proof.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** Text that databases, logs and terminals keep badly, for every field, id, header and property. */
final class HostileText {

  static final List<String> ALL =
      List.of(
          "half \ud800",
          "\udc00 half",
          "\ude00\ud83d turned",
          "nul \u0000 here",
          "\u202e turned back \u202c\u200f",
          "unassigned \u0378 \udbff\udfff",
          "\ufffe\uffff\ufeff",
          "line\u2028and\u2029end\u0085",
          "e" + "\u0301".repeat(200),
          "\u001b[2J\r\nforged",
          "'; drop table saga; -- \\u0000 \\",
          "long ".repeat(2_000));

  private static final Pattern HALF = Pattern.compile("\\p{Cs}");

  private HostileText() {}

  static String any(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** JSON with halves of characters as JSON escapes them: in UTF-8 they would be question marks. */
  static String json(String text) {
    return HALF.matcher(text)
        .replaceAll(half -> String.format(Locale.ROOT, "\\\\u%04x", (int) half.group().charAt(0)));
  }
}
