package com.hexabuilders.onboarding.saga.journal;

import java.util.List;

/** What a transaction answers, and what is to be sent after its commit. */
public record TransactionResult<T>(T reply, Announcements announcements) {

  /** Nothing has changed. */
  public static <T> TransactionResult<T> only(T reply) {
    return new TransactionResult<>(reply, new Announcements(List.of(), List.of()));
  }
}
