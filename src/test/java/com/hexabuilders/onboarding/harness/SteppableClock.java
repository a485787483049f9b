package com.hexabuilders.onboarding.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * A wall clock for processes that can be set forward and back while they run: libfaketime reads its
 * offset from a file, every time it is asked. Their monotonic clock is the machine's.
 */
public final class SteppableClock implements AutoCloseable {

  /** Debian's package {@code faketime}; the tests fail without it. */
  private static final Path FAKETIME =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

  private final Path folder = Folders.fresh("clock");
  private final Path file = folder.resolve("offset");

  /** A clock that is right. */
  public SteppableClock() {
    if (!Files.exists(FAKETIME)) {
      throw new IllegalStateException("Install the Debian package faketime: no " + FAKETIME);
    }
    set(Duration.ZERO);
  }

  /** Environment of a process whose clock is so far ahead for ever. */
  public static Map<String, String> ahead(Duration offset) {
    return Map.of(
        "LD_PRELOAD",
        FAKETIME.toString(),
        "FAKETIME",
        words(offset),
        "FAKETIME_DONT_FAKE_MONOTONIC",
        "1",
        "FAKETIME_FORCE_MONOTONIC_FIX",
        "0");
  }

  /** Sets it to so much before or after the machine's, for every process at once. */
  public void set(Duration offset) {
    try {
      Path next = Files.writeString(folder.resolve("next"), words(offset));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String words(Duration offset) {
    return String.format(Locale.ROOT, "%+ds", offset.toSeconds());
  }

  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", FAKETIME.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DISABLE_SHM", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  @Override
  public void close() {
    Folders.delete(folder);
  }
}
