package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A wall clock for other processes: this machine's, plus an offset that a test sets while they run.
 * Monotonic clocks stay as they are. Needs Debian's package {@code faketime}.
 */
public final class WallClock {

  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");

  private final Path file;

  /** A clock that is right until {@link #set} moves it; the folder keeps its offset. */
  WallClock(Path folder) {
    this.file = folder.resolve("clock");
    set(Duration.ZERO);
  }

  /** Sets it this far ahead of the machine's, or behind; its processes read that at once. */
  public void set(Duration ahead) {
    try {
      Path written = Files.writeString(file.resolveSibling("clock.new"), seconds(ahead));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a process needs in its environment to go by this clock. */
  Map<String, String> environment() {
    return environment(Map.of("FAKETIME_TIMESTAMP_FILE", file + "", "FAKETIME_NO_CACHE", "1"));
  }

  /** What a process needs in its environment to be this far ahead all the time. */
  public static Map<String, String> always(Duration ahead) {
    return environment(Map.of("FAKETIME", seconds(ahead)));
  }

  private static Map<String, String> environment(Map<String, String> time) {
    if (!Files.exists(LIBRARY)) {
      throw new IllegalStateException("Install the Debian package faketime: no " + LIBRARY);
    }
    Map<String, String> environment = new HashMap<>(time);
    environment.put("LD_PRELOAD", LIBRARY.toString());
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    environment.put("NO_FAKE_STAT", "1");
    return environment;
  }

  private static String seconds(Duration ahead) {
    return String.format(Locale.ROOT, "%+d", ahead.toSeconds());
  }
}
