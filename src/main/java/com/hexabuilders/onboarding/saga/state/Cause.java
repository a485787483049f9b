package com.hexabuilders.onboarding.saga.state;

/**
 * The event whose handling makes a saga move.
 *
 * @param eventId becomes the causation id of what follows
 * @param seq its number in the saga's log
 */
public record Cause(String eventId, int seq) {

  /** The event the saga has open. */
  public static Cause open(Saga saga) {
    int seq = saga.log().openSeq();
    return new Cause(saga.identity().eventId(seq), seq);
  }
}
