package com.hexabuilders.onboarding.proof.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged jar's verbs, run to their end, e.g. {@code drop order.json}. */
public final class PackagedVerb {

  private PackagedVerb() {}

  /** Runs a verb in a folder of its own, with more environment variables than this JVM has. */
  public static Ended run(Map<String, String> environment, String... words) {
    return ChildProcess.toEnd(environment, command(ChildProcess.java(), words));
  }

  /** Installs the jar with this Java into a folder; that takes a minute where nothing else runs. */
  public static Ended install(String java, Path folder) {
    return ChildProcess.toEnd(
        Map.of(), command(java, "install", folder.toString()), Duration.ofMinutes(8));
  }

  /** Begins to install the jar with this JVM's Java and does not wait. */
  public static Process beginInstall(Path folder) throws IOException {
    return new ProcessBuilder(command(ChildProcess.java(), "install", folder.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static List<String> command(String java, String... words) {
    List<String> command = new ArrayList<>(List.of(java, "-jar", PackagedApp.jar().toString()));
    command.addAll(List.of(words));
    return command;
  }
}
