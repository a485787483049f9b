package com.hexabuilders.onboarding.saga.database;

/**
 * The application cannot work with the database, or with its address, until a person has acted. The
 * message is one sentence with cause and cure.
 */
public class UnusableDatabase extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableDatabase(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  UnusableDatabase(String sentence) {
    super(sentence);
  }
}
