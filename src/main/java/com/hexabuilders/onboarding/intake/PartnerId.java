package com.hexabuilders.onboarding.intake;

import com.hexabuilders.onboarding.saga.SagaType;
import java.util.Set;
import java.util.regex.Pattern;

/** What a partner_id may look like; saga ids have the same alphabet. */
public final class PartnerId {

  /** The rule as a sentence for callers. */
  static final String RULE =
      "Must be 1 to 100 ASCII letters, digits and . _ : @ - beginning with a letter or digit.";

  /** The rule for names that are addresses of their own below {@code /sagas}. */
  static final String RESERVED_RULE = "Is a reserved name; choose another partner_id.";

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}");
  private static final Set<String> RESERVED =
      Set.of(
          "health",
          "stats",
          "stream",
          "alerts",
          "dead-letters",
          "participants",
          "batches",
          "definitions",
          "receipt-key",
          SagaType.ONBOARDING.address());

  private PartnerId() {}

  /** True if the text can be a partner_id or saga_id at all. */
  public static boolean wellFormed(String text) {
    return text != null && SHAPE.matcher(text).matches();
  }

  static boolean reserved(String text) {
    return RESERVED.contains(text);
  }
}
