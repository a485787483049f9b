package com.hexabuilders.onboarding.routing.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A process of the Java that runs this, without the settings that this process got. A signal that
 * ends this process ends it too; only SIGKILL leaves it running.
 */
final class JavaChild {

  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final Pattern SETTINGS =
      Pattern.compile("(ONBOARDING|SPRING|SERVER|MANAGEMENT|LOGGING|CAMEL|JAVA_TOOL|JDK_JAVA)_.*");
  private static final long LONGEST_MINUTES = 5;

  private JavaChild() {}

  /**
   * Starts one in its log's folder.
   *
   * @param log gets all that it prints
   */
  static Process start(Path log, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().keySet().removeIf(name -> SETTINGS.matcher(name).matches());
    process.directory(log.getParent().toFile());
    process.redirectErrorStream(true).redirectOutput(log.toFile());
    Process child = process.start();
    Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly, "end-child"));
    return child;
  }

  /** Starts one and waits until it has ended well. */
  static void runToItsEnd(Path log, List<String> arguments) throws CommandFailure, IOException {
    Process process = start(log, arguments);
    awaitEnd(process, log);
    if (process.exitValue() != 0) {
      throw CommandFailure.failed("Java ended with " + process.exitValue() + ": see " + log + ".");
    }
  }

  /** Waits until it has ended; ends it after five minutes. */
  static void awaitEnd(Process process, Path log) throws CommandFailure {
    try {
      if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw CommandFailure.failed("The command took more than five minutes: see " + log + ".");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("The command was interrupted.");
    }
  }
}
