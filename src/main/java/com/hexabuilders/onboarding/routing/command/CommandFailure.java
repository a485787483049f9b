package com.hexabuilders.onboarding.routing.command;

/** Ends a command: the message is one sentence for the person who typed it. */
final class CommandFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  /** The command was understood and could not be done. */
  static CommandFailure failed(String sentence) {
    return new CommandFailure(1, sentence);
  }

  /** The command was not understood. */
  static CommandFailure misused(String sentence) {
    return new CommandFailure(2, sentence + " See: java -jar partner-onboarding.jar help");
  }

  int exitCode() {
    return exitCode;
  }
}
