package com.hexabuilders.onboarding.saga;

/**
 * A text cannot be kept as it came. The message or the request that brought it is at fault, never
 * the database. A single message becomes a dead letter. A request is answered 400.
 */
public final class UnstorableText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A text from outside; the place is the name of its field, header or parameter. */
  public UnstorableText(String place) {
    super(place + ": " + StorableText.RULE);
  }

  /** Returns a text that can be kept; throws this otherwise. */
  public static String checked(String place, String text) {
    if (!StorableText.isStorable(text)) {
      throw new UnstorableText(place);
    }
    return text;
  }

  /**
   * Whether such a text, or a value the database cannot keep ({@link SqlFault}), is behind a
   * failure, and no trouble of the infrastructure is.
   */
  public static boolean isCauseOf(Throwable failure) {
    boolean refused = CauseChain.first(failure, UnstorableText.class).isPresent();
    return refused && !InfrastructureTrouble.isCauseOf(failure)
        || InfrastructureTrouble.isFaultOfMessage(failure);
  }
}
