package com.hexabuilders.onboarding.saga.operator;

/** What became of a request to compensate. */
public sealed interface CompensationReply {

  /**
   * The saga is compensating, by this request or by an earlier one.
   *
   * @param reason the reason the compensation runs under
   */
  record Accepted(String sagaId, String partnerId, String reason) implements CompensationReply {}

  /** The saga cannot be compensated. */
  sealed interface Refused extends CompensationReply {

    /** Says why, to a person. */
    String sentence();
  }

  /** The saga is COMPENSATED or FAILED, which never change. */
  record AlreadyFinal(String sagaId, String status) implements Refused {
    @Override
    public String sentence() {
      return "The saga is " + status + ", which never changes; nothing is left to undo.";
    }
  }

  /** The saga can only be undone when a step's undo has a reader again; the sentence says which. */
  record NotUndoable(String sagaId, String why) implements Refused {
    @Override
    public String sentence() {
      return why;
    }
  }

  /** There is no such saga, and no saga of such a partner. */
  record NotFound() implements CompensationReply {}
}
