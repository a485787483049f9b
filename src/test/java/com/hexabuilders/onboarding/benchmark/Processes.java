package com.hexabuilders.onboarding.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Processor time as Linux counts it, in seconds. */
final class Processes {

  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;

  private Processes() {}

  /** Of one process with all its threads. */
  static double of(long pid) {
    long[] times = times(pid);
    return (times[0] + times[1]) / TICKS_PER_SECOND;
  }

  /** Of a process, its children, and those of its children that have ended. */
  static double ofFamily(long pid) {
    long[] times = times(pid);
    double own = Arrays.stream(times).sum() / TICKS_PER_SECOND;
    return own
        + ProcessHandle.of(pid)
            .map(parent -> parent.children().mapToDouble(child -> ofIfThere(child.pid())).sum())
            .orElse(0.0);
  }

  /** Of everything on this machine. */
  static double ofMachine() {
    String[] words = read(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split("\\s+");
    long busy = 0;
    for (int i = 1; i < words.length && i <= 8; i++) {
      busy += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(words[i]);
    }
    return busy / TICKS_PER_SECOND;
  }

  private static double ofIfThere(long pid) {
    try {
      return of(pid);
    } catch (UncheckedIOException ended) {
      return 0;
    }
  }

  /** User and system time, and the same of children that have ended. */
  private static long[] times(long pid) {
    String text = read(Path.of("/proc/" + pid + "/stat"));
    String[] words = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return new long[] {
      Long.parseLong(words[USER]),
      Long.parseLong(words[SYSTEM]),
      Long.parseLong(words[SYSTEM + 1]),
      Long.parseLong(words[SYSTEM + 2])
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
