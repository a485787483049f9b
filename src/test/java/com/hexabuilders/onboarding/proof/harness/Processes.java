package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Processor time as Linux counts it, in seconds. */
public final class Processes {

  /** Environment of a JVM whose compiling threads are never ended. */
  public static final Map<String, String> KEEP_COMPILERS =
      Map.of("JAVA_TOOL_OPTIONS", "-XX:-UseDynamicNumberOfCompilerThreads");

  /** As Linux names them: the first fifteen characters. */
  private static final Set<String> COMPILERS = Set.of("C1 CompilerThre", "C2 CompilerThre");

  private static final double TICKS_PER_SECOND = 100;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;

  private Processes() {}

  /** Of one process with all its threads. */
  public static double of(long pid) {
    return own(times(folder(pid)));
  }

  /**
   * Of a JVM without the threads that compile, which are busiest when it is young. It has to run
   * with {@link #KEEP_COMPILERS}, for a thread that ended counts as the program's.
   */
  public static double ofProgram(long pid) {
    try (Stream<Path> threads = Files.list(folder(pid).resolve("task"))) {
      return of(pid) - threads.mapToDouble(Processes::ofCompiler).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a process, its children, and those of its children that have ended. */
  public static double ofFamily(long pid) {
    long[] times = times(folder(pid));
    double own = Arrays.stream(times).sum() / TICKS_PER_SECOND;
    return own
        + ProcessHandle.of(pid)
            .map(parent -> parent.children().mapToDouble(child -> ofIfThere(child.pid())).sum())
            .orElse(0.0);
  }

  /** Of everything on this machine. */
  public static double ofMachine() {
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

  /** Zero for a thread that does not compile, or has just ended. */
  private static double ofCompiler(Path thread) {
    try {
      return COMPILERS.contains(read(thread.resolve("comm")).strip()) ? own(times(thread)) : 0;
    } catch (UncheckedIOException ended) {
      return 0;
    }
  }

  private static double own(long[] times) {
    return (times[0] + times[1]) / TICKS_PER_SECOND;
  }

  /** User and system time, and the same of children that have ended. */
  private static long[] times(Path folder) {
    String text = read(folder.resolve("stat"));
    String[] words = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return new long[] {
      Long.parseLong(words[USER]),
      Long.parseLong(words[SYSTEM]),
      Long.parseLong(words[SYSTEM + 1]),
      Long.parseLong(words[SYSTEM + 2])
    };
  }

  private static Path folder(long pid) {
    return Path.of("/proc/" + pid);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
