package com.hexabuilders.onboarding.saga;

/**
 * A breakage as the log may show it: the types and places of it and of its causes, without their
 * messages. A database repeats values of rows in its messages, and others what they were given.
 */
public final class SilentTrace extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int MOST_CAUSES = 20;

  private SilentTrace(Throwable broken, int causes) {
    super(
        broken.getClass().getName(),
        broken.getCause() == null || causes == 0
            ? null
            : new SilentTrace(broken.getCause(), causes - 1),
        false,
        true);
    setStackTrace(broken.getStackTrace());
  }

  /** Null stays null. */
  public static SilentTrace of(Throwable broken) {
    return broken == null ? null : new SilentTrace(broken, MOST_CAUSES);
  }

  /** One sentence on a breakage: its own if this product made it, else its type and place. */
  public static String sentence(Throwable broken) {
    return broken instanceof OwnSentence ? broken.getMessage() : StepBroke.describe(broken);
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
