package com.hexabuilders.onboarding.saga.journal;

/**
 * A dead letter as it is kept.
 *
 * @param state OPEN, REPLAYED or DISCARDED
 * @param sagaId the saga it belongs to, null if there is none
 * @param body what was received, of a message that was too large only the beginning; null if it was
 *     not kept, or was erased
 */
public record KeptLetter(
    String id, DeadLetterKind kind, String queue, String state, String sagaId, String body) {

  static final String OPEN = "OPEN";
  public static final String REPLAYED = "REPLAYED";
  public static final String DISCARDED = "DISCARDED";

  public boolean isOpen() {
    return OPEN.equals(state);
  }
}
