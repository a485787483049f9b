package com.hexabuilders.onboarding.partners;

/**
 * A partner as it stands, without its personal data but for the e-mail's key.
 *
 * @param sagaId the last saga that changed the row; an operator's suspension leaves it
 * @param onboardingUndone that saga was undone while the partner was suspended
 */
record PartnerRow(
    String partnerId,
    PartnerState state,
    String sagaId,
    String emailKey,
    boolean onboardingUndone) {

  PartnerRow in(PartnerState next) {
    return new PartnerRow(partnerId, next, sagaId, emailKey, false);
  }

  PartnerRow withOnboardingUndone() {
    return new PartnerRow(partnerId, state, sagaId, emailKey, true);
  }

  @Override
  public String toString() {
    return "PartnerRow[" + partnerId + " " + state + " by " + sagaId + "]";
  }
}
