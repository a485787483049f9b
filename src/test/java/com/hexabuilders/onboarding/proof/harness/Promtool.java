package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs promtool of the Debian package prometheus; a machine without it fails the test. */
public final class Promtool {

  private Promtool() {}

  /** Runs it with this standard input and returns exit code and everything it wrote. */
  public static Ended run(Path input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectInput(input == null ? Path.of("/dev/null").toFile() : input.toFile());
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes());
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw new AssertionError("promtool is missing: apt-get install prometheus", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
