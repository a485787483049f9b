package com.hexabuilders.onboarding.partners;

/** A partner about to be ACTIVO; {@code from} is null for one never seen before. */
record Registration(String partnerId, String sagaId, PartnerDetails details, PartnerState from) {

  boolean reactivates() {
    return from != null;
  }
}
