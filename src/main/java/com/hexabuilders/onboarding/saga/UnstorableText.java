package com.hexabuilders.onboarding.saga;

import java.sql.SQLException;

/**
 * A text cannot be kept as it came. It is the fault of the message or the request that brought it,
 * never trouble of the database: a single message becomes a dead letter, a request is answered 400.
 */
public final class UnstorableText extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String DATA_EXCEPTION = "22";

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
   * Whether such a text, or a value the database calls impossible (SQLSTATE class 22), is behind a
   * failure, and no trouble of the infrastructure is.
   */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause : CauseChain.of(failure)) {
      if (cause instanceof UnstorableText || cause instanceof SQLException sql && isOfData(sql)) {
        return !InfrastructureTrouble.isCauseOf(failure);
      }
    }
    return false;
  }

  private static boolean isOfData(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith(DATA_EXCEPTION);
  }
}
