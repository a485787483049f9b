package com.hexabuilders.onboarding.proof.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of ours whose output goes to a file and which never outlives the test JVM. */
final class ChildProcess {

  /** Options of a JVM that runs too briefly to pay for the slower compiler. */
  static final List<String> BRIEF_LIFE = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Duration LONGEST = Duration.ofMinutes(3);

  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  private final Process process;
  private final Path log;
  private final Thread reaper;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.reaper = new Thread(process::destroyForcibly, "reaper-" + process.pid());
  }

  /** Starts the command in this folder; output is appended to the log. */
  static ChildProcess start(
      Path folder, Path log, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      ChildProcess child = new ChildProcess(builder.start(), log);
      Runtime.getRuntime().addShutdownHook(child.reaper);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command in a folder of its own to its end, at most three minutes. */
  static Ended toEnd(Map<String, String> environment, List<String> command) {
    return toEnd(environment, command, LONGEST);
  }

  /** Runs a command in a folder of its own to its end. */
  static Ended toEnd(Map<String, String> environment, List<String> command, Duration longest) {
    Path folder = Folders.fresh("command");
    try {
      ChildProcess process = start(folder, folder.resolve("output.log"), environment, command);
      return new Ended(process.awaitExit(longest), process.output());
    } finally {
      Folders.delete(folder);
    }
  }

  /** The {@code java} this JVM runs on. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Waits until the application in it answers as healthy; fails at once if it ended. */
  void awaitReady(SagaClient client) {
    await("the application is ready")
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !alive() || client.ready());
    if (!alive()) {
      throw new IllegalStateException("the application ended while starting:\n" + output());
    }
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Ends it as a power cut would (SIGKILL) and returns when it is gone. */
  void kill9() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Stops all its threads (SIGSTOP); returns when none of them runs any more. */
  void freeze() {
    signal("STOP");
    await("all threads of " + pid() + " are stopped")
        .pollInterval(Duration.ofMillis(1))
        .until(this::isStopped);
  }

  private boolean isStopped() {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
        if (stat.charAt(stat.lastIndexOf(')') + 2) != 'T') {
          return false;
        }
      }
      return true;
    } catch (IOException ended) {
      return false; // a thread ended meanwhile
    }
  }

  /** Sends it a signal by name, e.g. {@code CONT} to let a frozen one go on. */
  void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("no process " + pid() + " to send " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Asks it to end (SIGTERM), waits up to three minutes and returns its exit code. */
  int terminate() {
    process.destroy();
    return awaitExit();
  }

  /** Waits up to three minutes for its end and returns its exit code. */
  int awaitExit() {
    return awaitExit(LONGEST);
  }

  private int awaitExit(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("process did not end in " + longest + ":\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Everything written to the log so far. */
  String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
