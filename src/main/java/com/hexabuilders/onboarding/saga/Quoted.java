package com.hexabuilders.onboarding.saga;

/**
 * A caller's value inside a sentence that is logged, stored and shown: at most 40 characters of it,
 * without control characters and halves of characters, which a terminal obeys and a database
 * refuses.
 */
public final class Quoted {

  private static final int SHOWN = 40;

  private Quoted() {}

  /** The value between double quotes. */
  public static String text(String value) {
    return '"' + bare(value) + '"';
  }

  /** The value as it stands, for numbers. */
  public static String bare(String value) {
    String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
    return shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
  }
}
