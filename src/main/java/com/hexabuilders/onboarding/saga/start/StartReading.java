package com.hexabuilders.onboarding.saga.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.FieldFault;
import java.util.List;

/** Port: reads once more what began a saga, or should have, with an operator's edits. */
public interface StartReading {

  /** What reading gave. */
  sealed interface Reading {}

  /** It may start a saga. */
  record Start(StartRequest request) implements Reading {}

  /** It may not; all faults at once, at least one. */
  record Faulty(List<FieldFault> faults) implements Reading {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Reads a dropped start that was given up. Its identity is the letter's, so a letter starts at
   * most one saga.
   *
   * @param body what was received, null if it was not kept whole
   * @param edited what to read instead, null for nothing
   */
  Reading letter(String letterId, String body, JsonNode edited);

  /** The partner that a dropped start names; null if it names none, or cannot be read so far. */
  String partnerId(String body);

  /**
   * Reads a start made of an ended saga's.
   *
   * @param partnerId stays as it is
   * @param correlationId of the new saga
   * @param partnerData of the ended saga
   * @param edited fields that replace those of the same name, null for none
   * @param idempotencyKey the caller's, or null
   */
  Reading again(
      String partnerId,
      String correlationId,
      ObjectNode partnerData,
      JsonNode edited,
      String idempotencyKey);
}
