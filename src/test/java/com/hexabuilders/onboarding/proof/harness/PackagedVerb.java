package com.hexabuilders.onboarding.proof.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged jar's verbs, run to their end, e.g. {@code drop order.json}. */
public final class PackagedVerb {

  private PackagedVerb() {}

  /** Runs a verb in a folder of its own, with more environment variables than this JVM has. */
  public static Ended run(Map<String, String> environment, String... words) {
    return runWith(ChildProcess.java(), environment, words);
  }

  /** Runs a verb with this Java. */
  public static Ended runWith(String java, Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>(List.of(java, "-jar", PackagedApp.jar().toString()));
    command.addAll(List.of(words));
    return ChildProcess.toEnd(environment, command);
  }
}
