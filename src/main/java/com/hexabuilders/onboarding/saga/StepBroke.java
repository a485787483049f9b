package com.hexabuilders.onboarding.saga;

import java.util.List;
import java.util.Locale;

/**
 * A breakage while handling messages: it uses up a retry. Its message says where, never with what
 * data, so it may be logged and shown to operators.
 */
public class StepBroke extends RuntimeException implements OwnSentence {
  private static final long serialVersionUID = 1L;

  StepBroke(Throwable cause) {
    super(describe(cause), cause);
  }

  private StepBroke(String sentence) {
    super(sentence);
  }

  /** The call did not come back in time. */
  public static StepBroke tookTooLong() {
    return new StepBroke("The service did not answer in time.");
  }

  /** Type of the root cause and the place in our code, without its message. */
  public static String describe(Throwable thrown) {
    List<Throwable> causes = CauseChain.of(thrown);
    Throwable root = causes.get(causes.size() - 1);
    String what = root.getClass().getSimpleName();
    for (StackTraceElement frame : root.getStackTrace()) {
      if (frame.getClassName().startsWith("com.hexabuilders")) {
        String name = frame.getClassName();
        return String.format(
            Locale.ROOT,
            "The service broke (%s in %s, line %d).",
            what,
            name.substring(name.lastIndexOf('.') + 1),
            frame.getLineNumber());
      }
    }
    return "The service broke (" + what + ").";
  }
}
