package com.hexabuilders.onboarding.saga;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A breakage and its causes, the root last; at most 50, because causes may go round. */
public final class CauseChain {

  private static final int MOST = 50;

  private CauseChain() {}

  /** The breakage first; null has none. */
  public static List<Throwable> of(Throwable broken) {
    return Stream.iterate(broken, Objects::nonNull, Throwable::getCause).limit(MOST).toList();
  }
}
