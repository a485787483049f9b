package com.hexabuilders.onboarding.embedded;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.h2.mvstore.MVStoreException;

/** Says why a file failed, in the words of the operating system where it said something. */
final class Failures {

  private static final int DEEPEST = 20;

  /** What H2 ends its messages with. */
  private static final String VERSION = " \\[[0-9./]+]$";

  private Failures() {}

  /** One line; never text of a statement, which may hold personal data. */
  static String reason(Throwable failure) {
    return causes(failure)
        .filter(cause -> cause instanceof IOException || cause instanceof MVStoreException)
        .reduce((outer, inner) -> inner)
        .map(cause -> String.valueOf(cause.getMessage()).lines().findFirst().orElse(""))
        .map(reason -> reason.replaceFirst(VERSION, ""))
        .orElseGet(() -> failure == null ? "closed" : failure.getClass().getSimpleName());
  }

  /** Whether the disk or the user's share of it is full. */
  static boolean isOfFullDisk(Throwable failure) {
    String reason = reason(failure).toLowerCase(Locale.ROOT);
    return reason.contains("no space left")
        || reason.contains("not enough space")
        || reason.contains("quota");
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
  }
}
