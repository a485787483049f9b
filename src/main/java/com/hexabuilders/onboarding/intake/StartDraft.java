package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hexabuilders.onboarding.saga.start.StartRequest;
import com.hexabuilders.onboarding.saga.state.StartSource;

/**
 * A start whose shape is right. Ids the caller left out are still missing.
 *
 * @param partnerId the caller's, or null
 * @param correlationId the caller's, or null
 * @param partnerData the known fields only: keys sorted, no nulls, numbers in their shortest form
 * @param contentHash SHA-256 of {@code partnerData} as 64 hex digits; equal content, equal hash
 */
public record StartDraft(
    String partnerId, String correlationId, ObjectNode partnerData, String contentHash) {

  /**
   * The request of this start; a partner id that the caller left out is made from the saga id.
   *
   * @param sagaId id of the saga if it is new
   * @param conversation the correlation id if the caller left it out
   * @param identity what makes a repetition recognisable; null for none
   */
  public StartRequest request(
      String sagaId, String conversation, StartSource source, String identity) {
    return new StartRequest(
        sagaId,
        partnerId == null ? StartRequest.madePartnerId(sagaId) : partnerId,
        correlationId == null ? conversation : correlationId,
        contentHash,
        partnerData,
        source,
        identity);
  }
}
