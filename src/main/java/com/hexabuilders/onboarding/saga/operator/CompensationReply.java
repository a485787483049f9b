package com.hexabuilders.onboarding.saga.operator;

/** What became of a request to compensate. */
public sealed interface CompensationReply {

  /**
   * The saga is compensating, by this request or by an earlier one.
   *
   * @param reason the reason the compensation runs under
   */
  record Accepted(String sagaId, String partnerId, String reason) implements CompensationReply {}

  /** The saga is COMPENSATED or FAILED, which never change. */
  record AlreadyFinal(String sagaId, String status) implements CompensationReply {}

  /** The saga can only be undone when a step's undo has a reader again; the sentence says which. */
  record NotUndoable(String sagaId, String why) implements CompensationReply {}

  /** There is no such saga, and no saga of such a partner. */
  record NotFound() implements CompensationReply {}
}
