package com.hexabuilders.onboarding.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A start whose shape is right. Ids the caller left out are still missing.
 *
 * @param partnerId the caller's, or null
 * @param correlationId the caller's, or null
 * @param partnerData the known fields only: keys sorted, no nulls, numbers in their shortest form
 * @param contentHash SHA-256 of {@code partnerData} as 64 hex digits; equal content, equal hash
 */
public record StartDraft(
    String partnerId, String correlationId, ObjectNode partnerData, String contentHash) {}
