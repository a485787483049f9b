package com.hexabuilders.onboarding.saga.deadletter;

import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.List;

/** What became of an operator's wish about a dead letter. */
public sealed interface LetterReply {

  /** The letter is REPLAYED: the saga goes on, or was started. */
  record Replayed(String letterId, String sagaId, String partnerId) implements LetterReply {}

  /** The letter is DISCARDED. */
  record Discarded(String letterId) implements LetterReply {}

  /** There is no such letter. */
  record NotFound() implements LetterReply {}

  /**
   * The letter stands where this verb does not apply.
   *
   * @param why one plain sentence saying what to do instead
   * @param settled whether the letter was replayed or discarded before
   */
  record Refused(String why, boolean settled) implements LetterReply {}

  /** What the letter holds, or what was sent instead, cannot be used. */
  record Faulty(List<FieldFault> faults) implements LetterReply {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
