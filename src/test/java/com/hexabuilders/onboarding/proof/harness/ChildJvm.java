package com.hexabuilders.onboarding.proof.harness;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM of its own with the classes of this one, to be killed. */
public final class ChildJvm implements AutoCloseable {

  private final ChildProcess process;

  private ChildJvm(ChildProcess process) {
    this.process = process;
  }

  /** Starts a main class; its output goes to this file. */
  public static ChildJvm start(Path log, Class<?> main, String... arguments) {
    return start(log, Map.of(), main, arguments);
  }

  /** Starts it with more environment variables than this JVM has. */
  public static ChildJvm start(
      Path log, Map<String, String> environment, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Xmx256m"));
    command.addAll(ChildProcess.BRIEF_LIFE);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildJvm(ChildProcess.start(log.getParent(), log, environment, command));
  }

  /** Waits until it has printed this. */
  public void awaitOutput(String text) {
    await(text)
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> process.output().contains(text));
  }

  /** Stops it in the middle of whatever it does, as a kill would, until {@link #thaw()}. */
  public void freeze() {
    process.freeze();
  }

  /** Lets a frozen one go on. */
  public void thaw() {
    process.signal("CONT");
  }

  /** Ends it as a power cut would (SIGKILL) and returns when it is gone. */
  public void kill9() {
    process.kill9();
  }

  /** Waits for its own end and returns its exit code. */
  public int awaitExit() {
    return process.awaitExit();
  }

  @Override
  public void close() {
    process.kill9();
  }
}
