package com.hexabuilders.onboarding.saga;

/**
 * A dead letter as it is kept.
 *
 * @param state OPEN, REPLAYED or DISCARDED
 * @param sagaId the saga it belongs to, null if there is none
 * @param size bytes received, of which {@code body} may be only the beginning
 * @param body what was received; null if it was not kept, or was erased
 */
record KeptLetter(
    String id,
    DeadLetterKind kind,
    String queue,
    String state,
    String sagaId,
    long size,
    String body) {

  static final String OPEN = "OPEN";
  static final String REPLAYED = "REPLAYED";
  static final String DISCARDED = "DISCARDED";

  boolean isOpen() {
    return OPEN.equals(state);
  }
}
