package com.hexabuilders.onboarding.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.h2.api.ErrorCode;

/** The sentences with which the embedded database ends a start. */
final class StartupRefusals {

  private static final String ELSEWHERE = "set onboarding.data-dir=<other folder>";

  private StartupRefusals() {}

  /** What was in the file at that time is not in it now. */
  static RefusedDatabase lost(
      Path file, String state, String otherwise, Instant at, Throwable cause) {
    return said(
        "The database file %s %s, but it held data at %s. Restore the whole data folder from a"
            + " backup, or accept the loss and %s with onboarding.embedded.accept-loss-of=%s.",
        cause, file, state, at, otherwise, at);
  }

  static RefusedDatabase unwritable(Path file, String reason, Throwable cause) {
    String cure =
        Failures.isOfFullDisk(cause) ? "make room on its disk" : "make it and its folder writable";
    return said(
        "The database file %s cannot be written (%s): %s, or %s.",
        cause, file, reason, cure, ELSEWHERE);
  }

  /** What H2 says at opening, if it is about the file. */
  static Optional<RefusedDatabase> opening(Path file, SQLException failure) {
    return switch (failure.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          Optional.of(
              said(
                  "The database file %s is open in another process: stop that one, or set"
                      + " onboarding.data-dir=<own folder>.",
                  failure, file));
      case ErrorCode.FILE_CORRUPTED_1 ->
          Optional.of(
              said(
                  "The database file %s is damaged (%s). Restore the whole data folder from a"
                      + " backup, or move it away to start with an empty one.",
                  failure, file, Failures.reason(failure)));
      case ErrorCode.DATABASE_IS_READ_ONLY,
          ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2,
          ErrorCode.DATABASE_IS_CLOSED,
          ErrorCode.FILE_CREATION_FAILED_1 ->
          Optional.of(unwritable(file, Failures.reason(failure), failure));
      case ErrorCode.GENERAL_ERROR_1 ->
          Failures.isOfFullDisk(failure)
              ? Optional.of(unwritable(file, Failures.reason(failure), failure))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static RefusedDatabase said(String sentence, Throwable cause, Object... words) {
    return new RefusedDatabase(String.format(Locale.ROOT, sentence, words), cause);
  }
}
