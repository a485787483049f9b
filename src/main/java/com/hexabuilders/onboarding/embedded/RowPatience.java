package com.hexabuilders.onboarding.embedded;

import java.time.Duration;
import java.util.function.Supplier;

/** How long a thread waits for rows that another transaction has locked, if not as long as all. */
public final class RowPatience {

  private static final ThreadLocal<Long> SHORTER = new ThreadLocal<>();

  private RowPatience() {}

  /**
   * Lets this thread wait for so long at most while it does this work, in every embedded database.
   */
  public static <T> T atMost(Duration longest, Supplier<T> work) {
    Long before = SHORTER.get();
    SHORTER.set(longest.toNanos());
    try {
      return work.get();
    } finally {
      if (before == null) {
        SHORTER.remove();
      } else {
        SHORTER.set(before);
      }
    }
  }

  /**
   * What this thread's patience is now.
   *
   * @param usual everybody's, in nanoseconds
   */
  static long nanos(long usual) {
    Long shorter = SHORTER.get();
    return shorter == null ? usual : Math.min(usual, shorter);
  }
}
