package com.hexabuilders.onboarding.proof.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts the application.
 *
 * @param java the words before its arguments
 * @param arguments {@code --key=value} each
 */
record LaunchWords(List<String> java, List<String> arguments) {

  LaunchWords {
    java = List.copyOf(java);
    arguments = List.copyOf(arguments);
  }

  /** Returns all words; ports that the arguments leave out are these. */
  List<String> all(int port, Doors doors) {
    List<String> all = new ArrayList<>(java);
    addUnlessGiven(all, "--server.port=", "" + port);
    addUnlessGiven(all, "--onboarding.broker.listen=", doors.all());
    all.addAll(arguments);
    return all;
  }

  private void addUnlessGiven(List<String> all, String key, String value) {
    if (arguments.stream().noneMatch(argument -> argument.startsWith(key))) {
      all.add(key + value);
    }
  }
}
