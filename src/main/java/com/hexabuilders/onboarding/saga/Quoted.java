package com.hexabuilders.onboarding.saga;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A caller's value inside a sentence that is logged, stored and shown. Such sentences are never
 * erased. A caller who mixes up fields may send a person's name, address or number in any of them.
 * So a value is repeated only where it cannot be personal; everything else becomes {@code ***}.
 *
 * <p>Every sentence that the product makes of a value from outside goes through this class.
 */
public final class Quoted {

  private static final String HIDDEN = "***";

  /** In capitals as all codes of the wire, and with fewer digits than a number of a person. */
  private static final Pattern CODE =
      Pattern.compile("(?=.{1,40}$)[A-Z][A-Z_-]*(?:\\d{1,4}[A-Z_-]*)?");

  private static final Pattern NAME = Pattern.compile("[a-z]+(?:_[a-z]+)*");
  private static final int LONGEST = 40;
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,6}(?:\\.\\d{1,4})?");

  private Quoted() {}

  /**
   * A value where a code belongs, between double quotes.
   *
   * @param known codes that are shown in any case
   */
  public static String code(String value, Object... known) {
    boolean shown =
        value.isEmpty()
            || CODE.matcher(value).matches()
            || List.of(known).stream().anyMatch(code -> value.equalsIgnoreCase(code.toString()));
    return '"' + (shown ? value : HIDDEN) + '"';
  }

  /** A value where a number belongs; a long one may be a telephone number. */
  public static String number(String value) {
    return AMOUNT.matcher(value).matches() ? value : HIDDEN;
  }

  /** The name of a field, as fields are named on the wire. */
  public static String field(String name) {
    return name.length() <= LONGEST && NAME.matcher(name).matches() ? name : HIDDEN;
  }
}
