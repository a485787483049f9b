package com.hexabuilders.onboarding.saga;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a participant is asked to do for one saga.
 *
 * @param sagaId the saga that asks; every row the participant writes names it
 * @param partnerId the partner being onboarded
 * @param step name of the step, as declared in its route file
 * @param facts what earlier steps announced (contract_type, package_id, ...), never personal data
 * @param partnerData the caller's {@code partner_data} without nulls; personal, not to be logged
 */
public record StepCommand(
    String sagaId, String partnerId, String step, ObjectNode facts, ObjectNode partnerData) {

  /**
   * An id for a row this command creates: the same for every retry of the command.
   *
   * @param kind what the row is, e.g. {@code contract}
   */
  public String rowId(String kind) {
    return StableIds.ofRow(sagaId, step, kind);
  }
}
