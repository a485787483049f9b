package com.hexabuilders.onboarding.saga.operator;

import java.util.List;

/** What became of an operator's act. */
public sealed interface ActReply {

  /**
   * A step moved.
   *
   * @param status the saga's status now
   * @param stepStatus the step's status now
   */
  record StepMoved(String sagaId, String partnerId, String status, String stepStatus)
      implements ActReply {}

  /** A partner's state changed to this. */
  record PartnerChanged(String state) implements ActReply {}

  /**
   * The partner's personal data are erased, now or before.
   *
   * @param unjudged ids of dead letters that may be about the partner and were left as they are
   */
  record PartnerErased(List<String> unjudged) implements ActReply {}

  /**
   * Not in this state; only the audit knows that it was asked.
   *
   * @param sentence says the state and what can be done
   */
  record Refused(String sentence) implements ActReply {}

  /** There is no such thing. */
  record Unknown(String sentence) implements ActReply {}
}
