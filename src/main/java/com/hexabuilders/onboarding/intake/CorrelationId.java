package com.hexabuilders.onboarding.intake;

import java.util.Objects;
import java.util.stream.Stream;

/** What may name a conversation: 1 to 128 printable characters of any script, not all blank. */
final class CorrelationId {

  /** The rule as a sentence for callers. */
  static final String RULE = "Must be printable text.";

  private static final int LONGEST = 128;

  private CorrelationId() {}

  /** The first of these that may be one; null if none may. */
  static String firstOf(String... offered) {
    return Stream.of(offered)
        .filter(Objects::nonNull)
        .filter(text -> text.length() <= LONGEST && isPrintable(text))
        .findFirst()
        .orElse(null);
  }

  static boolean isPrintable(String text) {
    return !text.isBlank()
        && text.codePoints()
            .noneMatch(
                c ->
                    switch (Character.getType(c)) {
                      case Character.CONTROL,
                          Character.FORMAT,
                          Character.SURROGATE,
                          Character.UNASSIGNED,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          true;
                      default -> false;
                    });
  }
}
