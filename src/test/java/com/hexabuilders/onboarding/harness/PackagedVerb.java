package com.hexabuilders.onboarding.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the packaged jar's verbs, run to its end, e.g. {@code drop order.json}.
 *
 * @param exitCode its exit code
 * @param output what it wrote to standard output and standard error
 */
public record PackagedVerb(int exitCode, String output) {

  /** Runs a verb in a folder of its own, with more environment variables than this JVM has. */
  public static PackagedVerb run(Map<String, String> environment, String... words) {
    Path folder = Folders.fresh("verb");
    List<String> command =
        new ArrayList<>(List.of(ChildProcess.java(), "-jar", PackagedApp.jar().toString()));
    command.addAll(List.of(words));
    ChildProcess process =
        ChildProcess.start(folder, folder.resolve("output.log"), environment, command);
    PackagedVerb ended = new PackagedVerb(process.awaitExit(), process.output());
    Folders.delete(folder);
    return ended;
  }
}
