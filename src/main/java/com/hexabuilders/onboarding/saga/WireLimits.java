package com.hexabuilders.onboarding.saga;

/** How large a JSON text on the wire may be: a start, an event, a body of a request. */
public final class WireLimits {

  /** Bytes of UTF-8: 1 MiB. */
  public static final int BYTES = 1024 * 1024;

  /** Objects and lists within each other. */
  public static final int DEPTH = 100;

  /** Characters of a number. */
  public static final int NUMBER = 100;

  private WireLimits() {}
}
