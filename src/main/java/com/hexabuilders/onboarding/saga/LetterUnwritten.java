package com.hexabuilders.onboarding.saga;

/**
 * A dead letter could not be written. If the database answers otherwise, this concerns the messages
 * to be given up alone: their neighbours go on, and they are kept and tried again.
 */
public final class LetterUnwritten extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LetterUnwritten(RuntimeException cause) {
    super("A dead letter could not be written.", cause);
  }

  /** Whether this is anywhere in the chain of causes. */
  public static boolean isCauseOf(Throwable failure) {
    return CauseChain.first(failure, LetterUnwritten.class).isPresent();
  }
}
