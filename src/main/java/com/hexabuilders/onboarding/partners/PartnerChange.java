package com.hexabuilders.onboarding.partners;

/**
 * One change of a partner's state.
 *
 * @param sagaId null if an operator did it
 * @param from null for a partner never seen before
 */
record PartnerChange(
    String partnerId, String sagaId, PartnerState from, PartnerState to, String reason) {}
